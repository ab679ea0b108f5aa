import { Future, Task, TaskLoop, transformFuture } from '../src/index.ts';

const loop = new TaskLoop();
const future = loop.createFuture<number>();

function* work() {
  return yield* future;
}

const same = transformFuture(future, loop);
console.log('a future:', same === future ? 'the same object' : 'another object');

const task = transformFuture(work(), loop);
console.log('a generator:', task instanceof Task ? 'a Task' : 'no Task');
console.log('which is a future:', task instanceof Future);

const others: unknown[] = [new TaskLoop().createFuture(), work, 42];
for (const other of others)
  try {
    transformFuture(other as Future<unknown>, loop);
  } catch (error) {
    console.log(String(error));
  }
