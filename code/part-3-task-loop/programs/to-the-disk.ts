import { BluntFuture } from '../src/drafts/blunt-future.ts';
import { FirstLoop } from '../src/drafts/first-loop.ts';

const loop = new FirstLoop();
const saving = new BluntFuture<string>();
loop.callSoon(() => saving.setException(new RangeError('the disk is full')));

try {
  console.log('saved as', loop.runUntilComplete(saving));
} catch (error) {
  console.log('not saved:', (error as Error).message);
}
