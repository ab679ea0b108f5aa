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

  let calls = 0;
  while (loop.totalTasks() > 0 && calls < 1000) {
    loop.runOnce();
    calls++;
  }
  console.log(Kind.name, 'is', task.done() ? `done: ${task.exception()}` : 'not done');
  console.log('  calls:', calls, '- still waiting:', loop.totalTasks());
}
