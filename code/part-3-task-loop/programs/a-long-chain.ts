import { BluntFuture } from '../src/drafts/blunt-future.ts';
import { Future, TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

for (const Kind of [BluntFuture<number>, Future<number>]) {
  const chain = Array.from({ length: 100_000 }, () => new Kind(loop));

  // each one passes its result on to the next
  for (const [i, future] of chain.slice(0, -1).entries())
    future.addDoneCallback(() => chain[i + 1]!.setResult(42));

  try {
    chain[0]!.setResult(42);
    while (loop.totalTasks() > 0) loop.runOnce();
  } catch (error) {
    console.log('an error on the way:', error instanceof Error);
  }
  console.log(Kind.name, 'came to the end:', chain.at(-1)!.done());
}
