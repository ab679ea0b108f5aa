import { Future, Task, TaskLoop, transformFuture } from '../src/index.ts';

const loop = new TaskLoop();
const parcel = loop.createFuture<string>();

function* work() {
  return yield* parcel;
}

const same = transformFuture(parcel, loop);
console.log('a future:', same === parcel ? 'the same object' : 'another object');

const task = transformFuture(work(), loop);
console.log('a generator:', task instanceof Task ? 'a Task' : 'no Task');

const others: unknown[] = [
  new TaskLoop().createFuture(), // of another loop
  work, // without ()
  Promise.resolve('a book'),
  'a book',
];
for (const other of others)
  try {
    transformFuture(other as Future<unknown>, loop);
  } catch (error) {
    console.log(String(error));
  }
