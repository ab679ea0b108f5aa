import { Task, ThreadedExecutor } from '../src/index.ts';

function workLoad(): number {
  for (const begin = Date.now(); Date.now() - begin < 100;); // hard work
  return 42;
}

const executor = new ThreadedExecutor();

function* work() {
  return yield* executor.submit(workLoad);
}

function* waitsFor(other: Task<number>) {
  return `the other task has ${yield* other}`; // as for any future
}

const task = new Task(work());
const second = new Task(waitsFor(task));
console.log('Result of task is:', task.result());
console.log('Second task:', second.result());
