import { FirstWaitingFuture } from '../src/drafts/first-waiting-future.ts';
import { Future, ThreadedExecutor } from '../src/index.ts';

function workLoad(): number {
  for (const begin = Date.now(); Date.now() - begin < 100;); // hard work
  return 42;
}

const executor = new ThreadedExecutor({ maxThreads: 1 });

for (const [name, future] of Object.entries({
  first: new FirstWaitingFuture<number>(),
  library: new Future<number>(),
})) {
  executor.submit(workLoad); // for the other customer
  executor.submit(workLoad).addDoneCallback((ours) => future.setResult(ours.result()));
  console.log(`${name}: ${future.result(60_000)}`);
}
