import { FirstTask } from '../src/drafts/first-task.ts';
import { Future, Task, type DoneCallback } from '../src/index.ts';

let depth = 0;
let deepest = 0;

class WatchedFuture extends Future<number> {
  override addDoneCallback(callback: DoneCallback<number>): void {
    deepest = Math.max(deepest, ++depth); // how many of these calls are in one another
    super.addDoneCallback(callback);
    depth--;
  }
}

const future = new WatchedFuture();
future.setResult(42);

function* work() {
  for (let n = 0; n < 100; n++) yield future;
}

for (const AnyTask of [FirstTask, Task]) {
  deepest = 0;
  new AnyTask(work());
  console.log(AnyTask.name, 'calls', deepest, 'deep');
}
