import { Task, ThreadedExecutor, type Coroutine } from '../src/index.ts';

const executor = new ThreadedExecutor();

function* work(): Coroutine<string> {
  const word: string = yield executor.submit((a: number, b: number) => a + b, 40, 2);
  return word.toUpperCase();
}

console.log(String(new Task(work()).exception()));
