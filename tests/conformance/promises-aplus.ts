// Has the suite of Promises/A+ ask the futures of a hosted loop, and prints what came of it as
// JSON. It's a program of its own: the suite waits for errors that nobody catches.
import { createRequire } from 'node:module';
import { HostedLoop } from '../../code/part-4-the-world/src/index.ts';

interface Runner {
  on(event: 'pass' | 'fail', told: (test: { fullTitle(): string }) => void): void;
}
type Run = (
  adapter: object,
  options: { reporter: new (runner: Runner) => unknown },
  ended: () => void,
) => void;

const runSuite = createRequire(import.meta.url)('promises-aplus-tests') as Run;

const loop = new HostedLoop();
loop.setExceptionHandler(() => {}); // the suite fails futures that nobody asks, on purpose

const adapter = {
  deferred() {
    const future = loop.createFuture<unknown>();
    return {
      promise: future,
      resolve: (value: unknown) => !future.done() && future.setResult(value),
      reject: (reason: unknown) => !future.done() && future.setException(reason),
    };
  },
};

let passed = 0;
const failed: string[] = [];
class Reporter {
  constructor(runner: Runner) {
    runner.on('pass', () => passed++);
    runner.on('fail', (test) => failed.push(test.fullTitle()));
  }
}
runSuite(adapter, { reporter: Reporter }, () => {
  console.log(JSON.stringify({ passed, failed }));
  process.exit();
});
