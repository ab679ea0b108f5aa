import { BlockingFuture } from '../src/drafts/blocking-future.ts';
import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();
const soup = new BlockingFuture<string>(loop);

loop.callSoon(() => {
  try {
    console.log('customer:', soup.result(100)); // waits for 100 ms at most
  } catch {
    console.log('customer: no soup');
  }
});
loop.callSoon(() => {
  soup.setResult('soup');
  console.log('kitchen: here it is');
});

while (loop.totalTasks() > 0) loop.runOnce();
console.log('afterwards:', soup.result());
