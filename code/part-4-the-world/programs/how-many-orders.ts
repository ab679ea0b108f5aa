import { explore, type TaskLoop } from '../src/index.ts';

const busy = (tasks: number, steps: number) => (loop: TaskLoop) => {
  function* work() {
    for (let step = 1; step < steps; step++) yield;
  }
  for (let task = 0; task < tasks; task++) loop.addTask(work());
  loop.runForever({ untilIdle: true });
};

for (const [tasks, steps] of [
  [2, 2],
  [3, 2],
  [3, 3],
] as const) {
  const { schedules } = explore(busy(tasks, steps));
  console.log(`${tasks} tasks of ${steps} steps: ${schedules}`);
}
