import { BluntFuture } from '../src/drafts/blunt-future.ts';
import { TaskLoop, type Future } from '../src/index.ts';

function addThree(future: BluntFuture<number> | Future<number>): void {
  future.addDoneCallback(() => console.log('  first'));
  future.addDoneCallback(() => {
    throw new RangeError('second');
  });
  future.addDoneCallback(() => console.log('  third'));
}

console.log('BluntFuture');
const blunt = new BluntFuture<number>();
addThree(blunt);
try {
  blunt.setResult(42);
} catch (error) {
  console.log('  who brought the result gets', String(error));
}

console.log('Future');
const loop = new TaskLoop();
loop.setExceptionHandler((_, context) => {
  console.log('  the exception handler gets', String(context.exception));
});
const future = loop.createFuture<number>();
addThree(future);
future.setResult(42);
loop.runUntilComplete(future);
