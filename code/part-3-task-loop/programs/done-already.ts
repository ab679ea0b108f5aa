import { BluntFuture } from '../src/drafts/blunt-future.ts';
import { FirstLoop } from '../src/drafts/first-loop.ts';
import { TaskLoop } from '../src/index.ts';

const blunt = new BluntFuture<number>();
blunt.setResult(42);
try {
  new FirstLoop().runUntilComplete(blunt);
} catch (error) {
  console.log('FirstLoop throws', String(error));
}

const loop = new TaskLoop();
const future = loop.createFuture<number>();
future.setResult(42);
console.log('TaskLoop gives', loop.runUntilComplete(future));
