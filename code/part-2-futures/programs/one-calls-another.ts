import { FirstTask } from '../src/drafts/first-task.ts';
import { Future } from '../src/index.ts';

const amount = new Future<number>();

function* doubled() {
  const n: number = yield amount;
  return 2 * n;
}

function* work() {
  const result: number = yield doubled();
  console.log('Gotcha', result);
}

try {
  new FirstTask(work());
} catch (error) {
  console.log(String(error));
}
amount.setResult(21);
