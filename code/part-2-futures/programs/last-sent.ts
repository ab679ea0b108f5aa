import { LastSentTask } from '../src/drafts/last-sent-task.ts';
import { Future, Task } from '../src/index.ts';

const future = new Future<number>();

function* work() {
  const result: number = yield future;
  return `Gotcha ${result}`;
}

const draft = new LastSentTask(work());
const task = new Task(work());
future.setResult(42);
console.log('draft:', draft.result());
console.log('task:', task.result());
