import { PatientTask } from '../src/drafts/patient-task.ts';
import { Task, TaskLoop } from '../src/index.ts';

for (const Kind of [PatientTask, Task]) {
  const loop = new TaskLoop();
  loop.setExceptionHandler((_, { message }) =>
    console.log('  the loop says:', message),
  );
  const page = loop.createFuture<string>();

  function* read() {
    try {
      return yield* page;
    } catch (error) {
      return `caught ${error}`;
    }
  }

  console.log(Kind.name);
  const task = new Kind(read(), loop);
  loop.callSoon(() => page.setException(new RangeError('the disk is full')));
  while (loop.totalTasks() > 0) loop.runOnce();
  console.log(' ', task.done() ? task.result() : 'waits for ever');
}
