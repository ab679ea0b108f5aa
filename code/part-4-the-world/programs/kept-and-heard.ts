import { drive } from '../src/drafts/drive.ts';
import { TaskLoop, transformFuture } from '../src/index.ts';

const loop = new TaskLoop();
const price = Promise.resolve(7);

function* main() {
  const future = transformFuture(price, loop);
  console.log('the price is', yield* future);
}

await drive(loop, loop.addTask(main()));
