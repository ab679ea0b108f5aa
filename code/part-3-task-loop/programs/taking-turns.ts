import { TaskLoop, type Future } from '../src/index.ts';

const loop = new TaskLoop();

/** One turn of ours, each time the runtime calls. */
function turn() {
  for (let left = loop.totalTasks(); left > 0; left--) loop.runOnce();
  if (loop.allTasks().size > 0) setTimeout(turn);
}

function fromPromise<T>(promise: Promise<T>): Future<T> {
  const future = loop.createFuture<T>();
  promise.then(
    (value) => future.setResult(value),
    (error) => future.setException(error),
  );
  return future;
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function* work() {
  console.log('our task begins');
  yield* fromPromise(sleep(100));
  console.log('our task has slept');
}

setTimeout(() => console.log('a timer of the runtime'), 10);
loop.addTask(work());
turn();
