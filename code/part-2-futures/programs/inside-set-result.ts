import { Future, Task } from '../src/index.ts';

const future = new Future<number>();

function* work(name: string) {
  console.log(name, 'got', yield* future);
}

new Task(work('A'));
new Task(work('B'));
console.log('before');
future.setResult(42);
console.log('after');
