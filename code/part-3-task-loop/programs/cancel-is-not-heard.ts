import { PatientTask } from '../src/drafts/patient-task.ts';
import { Task, TaskLoop } from '../src/index.ts';

for (const Kind of [PatientTask, Task]) {
  const loop = new TaskLoop();
  loop.setExceptionHandler((_, { exception }) => console.log(' ', String(exception)));

  function* work() {
    yield;
    console.log('  this should never be printed');
  }

  console.log(Kind.name);
  const task = new Kind(work(), loop);
  loop.runOnce();
  task.cancel();
  while (loop.totalTasks() > 0) loop.runOnce();
  console.log('  cancelled:', task.cancelled());
}
