import { Task, ThreadedExecutor } from '../src/index.ts';

const executor = new ThreadedExecutor();

function* work() {
  const n = yield* executor.submit((a: number, b: number) => a + b, 40, 2);
  const word = yield* executor.submit((s: string) => s.toUpperCase(), 'gotcha');
  // n is a number and word is a string, and the compiler knows it
  console.log(`${word} ${n.toFixed(1)}`);
}

new Task(work());
