import { FirstTask } from '../src/drafts/first-task.ts';
import { Future, Task } from '../src/index.ts';

for (const AnyTask of [FirstTask, Task]) {
  const [bad, good] = [new Future<number>(), new Future<number>()];

  function* work(): Generator<Future<number>, void, number> {
    try {
      yield bad;
    } catch (error) {
      console.log('caught', String(error));
      console.log('Gotcha', yield good);
    }
  }

  console.log(AnyTask.name);
  new AnyTask(work());
  bad.setException(new RangeError('the disk is full'));
  good.setResult(42);
}
