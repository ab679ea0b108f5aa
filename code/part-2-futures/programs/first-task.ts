import { FirstTask } from '../src/drafts/first-task.ts';
import { ThreadedExecutor } from '../src/index.ts';

function workLoad(): number {
  for (const begin = Date.now(); Date.now() - begin < 100;); // hard work
  return 42;
}

const executor = new ThreadedExecutor();

function* work() {
  const future = executor.submit(workLoad);
  console.log('Work started');
  future.addDoneCallback(() => console.log('Done work_load'));
  const result: number = yield future;
  console.log('Gotcha', result);
}

new FirstTask(work());
