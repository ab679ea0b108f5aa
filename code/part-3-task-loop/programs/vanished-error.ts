import { BluntFuture } from '../src/drafts/blunt-future.ts';
import { FirstLoop } from '../src/drafts/first-loop.ts';
import { TaskLoop } from '../src/index.ts';

const first = new FirstLoop();
const blunt = new BluntFuture<number>();
first.callSoon(() => blunt.setException(new RangeError('the disk is full')));
console.log('FirstLoop gives', first.runUntilComplete(blunt));

const loop = new TaskLoop();
const future = loop.createFuture<number>();
loop.callSoon(() => future.setException(new RangeError('the disk is full')));
try {
  console.log('TaskLoop gives', loop.runUntilComplete(future));
} catch (error) {
  console.log('TaskLoop throws', String(error));
}
