import { SecondTask } from '../src/drafts/second-task.ts';
import { Future, Task } from '../src/index.ts';

for (const AnyTask of [SecondTask, Task]) {
  const [first, second] = [new Future<number>(), new Future<number>()];
  first.setRunningOrNotifyCancel(); // another thread works on it

  function* work() {
    try {
      console.log('  Gotcha', yield* first);
      console.log('  Gotcha', yield* second);
    } finally {
      console.log('  cleaned up');
    }
  }

  console.log(AnyTask.name);
  const task = new AnyTask(work());
  console.log('  cancelled:', task.cancel());
  first.setResult(42);
}
