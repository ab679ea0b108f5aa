import { Task, ThreadedExecutor } from '../src/index.ts';

const executor = new ThreadedExecutor();

function* work() {
  const n = yield* executor.submit((a: number, b: number) => a + b, 40, 2);
  const word = yield* executor.submit((s: string) => s.toUpperCase(), 'gotcha');
  console.log(word, n.toFixed(1)); // a string and a number, as the compiler knows
}

new Task(work());
