import { Task, TaskLoop, type Coroutine } from '../src/index.ts';

const loop = new TaskLoop();

function later<T>(value: T) {
  const future = loop.createFuture<T>();
  loop.callSoon(() => future.setResult(value));
  return future;
}

function* typed() {
  const n = yield* later(41); // n is a number, and the compiler knows it
  return n + 1;
}

function* untyped(): Coroutine<number> {
  const n = yield later(41); // n may be anything
  return n + 1;
}

const [first, second] = [new Task(typed(), loop), new Task(untyped(), loop)];
while (loop.totalTasks() > 0) loop.runOnce();
console.log(first.result(), second.result());
