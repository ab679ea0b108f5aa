import { ForgetfulFuture } from '../src/drafts/forgetful-future.ts';
import { Future, ThreadedExecutor } from '../src/index.ts';

function workLoad(): number {
  for (const begin = Date.now(); Date.now() - begin < 100;); // hard work
  return 42;
}

const executor = new ThreadedExecutor({ maxThreads: 1 });

for (const Kind of [ForgetfulFuture<number>, Future<number>]) {
  const future = new Kind();
  executor.submit(workLoad); // for somebody else
  executor.submit(workLoad).addDoneCallback((ours) => future.setResult(ours.result()));
  console.log(`${Kind.name}: ${future.result(60_000)}`);
}
