import { TaskLoop, type Task } from '../src/index.ts';

const loop = new TaskLoop();
const names = new Map<Task<unknown>, string>();

function* wait() {
  yield* loop.createFuture();
}

function* main() {
  names.set(loop.addTask(wait()), 'first');
  names.set(loop.addTask(wait()), 'second');
  yield;
  console.log('now:', names.get(loop.currentTask()!));
}

const task = loop.addTask(main());
names.set(task, 'main');
loop.runUntilComplete(task);
console.log('now:', loop.currentTask());
const left = [...loop.allTasks()].map((each) => names.get(each));
console.log('left:', left.sort().join(', '));
