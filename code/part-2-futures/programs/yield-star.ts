import { Future, Task, type Coroutine } from '../src/index.ts';

const amount = new Future<number>();

function* doubled() {
  return 2 * (yield* amount);
}

function* mistaken(): Coroutine<void> {
  try {
    console.log('Gotcha', yield doubled() as any);
  } catch (error) {
    console.log(String(error));
  }
}

function* work() {
  console.log('Gotcha', yield* doubled());
}

new Task(mistaken());
new Task(work());
amount.setResult(21);
