import { Task, ThreadedExecutor, type Coroutine } from '../src/index.ts';

const executor = new ThreadedExecutor();

function* work(): Coroutine<void> {
  try {
    const word: string = yield executor.submit((a: number, b: number) => a + b, 40, 2);
    console.log(word.toUpperCase());
  } catch (error) {
    console.log(String(error));
  }
}

new Task(work());
