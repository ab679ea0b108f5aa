import { Future, Task, type Coroutine } from '../src/index.ts';

const amount = new Future<number>();

function* doubled() {
  return 2 * (yield* amount);
}

function* mistaken(): Coroutine<void> {
  console.log('Gotcha', yield doubled() as any);
}

function* work() {
  console.log('Gotcha', yield* doubled());
}

console.log(String(new Task(mistaken()).exception()));

new Task(work());
amount.setResult(21);
