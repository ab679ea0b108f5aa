import { TaskLoop, type Task } from '../src/index.ts';

const loop = new TaskLoop();
const names = new Map<Task<unknown>, string>();

function* wait(turns: number) {
  while (turns-- > 0) yield;
}

const tasks = [1, 9, 9, 9].map((turns) => loop.addTask(wait(turns)));
for (const [at, task] of tasks.entries()) names.set(task, 'abcd'[at]!);

const list = () => [...loop.allTasks()].map((task) => names.get(task)).join(' ');
console.log(list());
loop.runUntilComplete(tasks[0]!);
console.log(list());
