import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

function* oneAfterTheOther(times: number) {
  let sum = 0;
  for (let n = 1; n <= times; n++) {
    const future = loop.createFuture<number>();
    loop.callSoon(() => future.setResult(n));
    sum += yield* future;
  }
  return sum;
}

console.log(loop.runUntilComplete(oneAfterTheOther(1_000_000)));
