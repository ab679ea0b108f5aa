import { PatientTask } from '../src/drafts/patient-task.ts';
import { Task, TaskLoop } from '../src/index.ts';

for (const Kind of [PatientTask, Task]) {
  const loop = new TaskLoop();
  const task = new Kind(
    (function* () {
      yield 5 as never;
    })(),
    loop,
  );

  let turns = 0;
  while (loop.totalTasks() > 0 && turns < 1000) {
    loop.runOnce();
    turns++;
  }
  console.log(Kind.name, 'is', task.done() ? 'done' : 'not done');
  console.log('  turns:', turns, '- waiting calls:', loop.totalTasks());
}
