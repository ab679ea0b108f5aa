import { BlockingFuture } from '../src/drafts/blocking-future.ts';
import { Future, TaskLoop } from '../src/index.ts';

for (const Kind of [BlockingFuture<number>, Future<number>]) {
  const loop = new TaskLoop();
  const future = new Kind(loop);

  loop.callSoon(() => {
    try {
      console.log(Kind.name, 'gives', future.result(100 as never));
    } catch (error) {
      console.log(Kind.name, 'throws', String(error));
    }
  });
  loop.callSoon(() => future.setResult(42)); // its turn comes after the call above
  console.log('in the end there is', loop.runUntilComplete(future));
}
