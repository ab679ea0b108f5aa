import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();
const saving = loop.createFuture<string>();
loop.callSoon(() => saving.setException(new RangeError('the disk is full')));

try {
  console.log('saved as', loop.runUntilComplete(saving));
} catch (error) {
  console.log('not saved:', (error as Error).message);
}
