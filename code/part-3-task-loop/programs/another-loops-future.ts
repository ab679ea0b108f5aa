import { Future, TaskLoop, type Coroutine } from '../src/index.ts';

const ours = new TaskLoop();
const other = new TaskLoop();

/** A first version: what is no future has to be a generator. */
function toFuture<T>(work: Future<T> | Coroutine<T>): Future<T> {
  return work instanceof Future ? work : ours.addTask(work);
}

const future = other.createFuture<number>();
toFuture(future).addDoneCallback(() => console.log('here it is'));
future.setResult(42);

while (ours.totalTasks() > 0) ours.runOnce();
console.log('our loop has nothing to do, and said nothing');
console.log('waiting in the other loop:', other.totalTasks());
