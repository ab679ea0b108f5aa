import { firstHelper } from '../src/drafts/first-helper.ts';
import { asyncHelper, Future } from '../src/index.ts';

const future = new Future<number>();

function* work(name: string) {
  const result: number = yield future;
  console.log(name, 'got', result);
  return result;
}

const first = firstHelper(work)('first');
const second = asyncHelper(work)('second');
future.setResult(42);

console.log('the first call returned', first);
console.log('the second returned a task, with', second.result());
