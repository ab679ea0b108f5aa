import { Future, Task } from '../src/index.ts';

const future = new Future<number>();

function* work() {
  const result: number = yield future;
  return `Gotcha ${result}`;
}

const task = new Task(work());
future.setResult(42);
console.log(task.result());
