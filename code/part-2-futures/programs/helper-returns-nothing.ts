import { voidHelper } from '../src/drafts/void-helper.ts';
import { asyncHelper, Future } from '../src/index.ts';

const future = new Future<number>();

function* work(name: string) {
  const result: number = yield future;
  console.log(name, 'got', result);
  return result;
}

const nothing = voidHelper(work)('draft');
const task = asyncHelper(work)('helper');
future.setResult(42);

console.log('draft gives', nothing);
console.log('helper gives a task, which has', task.result());
