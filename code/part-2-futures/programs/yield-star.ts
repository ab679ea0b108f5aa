import { Future, Task, type Coroutine } from '../src/index.ts';

const future = new Future<number>();
future.setResult(42);

function* inner() {
  return yield* future;
}

function* mistaken(): Coroutine<void> {
  console.log('Gotcha', yield inner() as any);
}

function* outer() {
  console.log('Gotcha', yield* inner());
}

console.log(String(new Task(mistaken()).exception()));
new Task(outer());
