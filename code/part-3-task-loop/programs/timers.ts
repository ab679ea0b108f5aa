import { waitUntil } from '../src/threads/bell.ts';
import { TaskLoop, type Coroutine } from '../src/index.ts';

const loop = new TaskLoop();
const timers: { when: number; callback: () => void }[] = []; // the next one first

function callLater(ms: number, callback: () => void): void {
  timers.push({ when: performance.now() + ms, callback });
  timers.sort((a, b) => a.when - b.when); // a heap would do it with less work
}

function* sleep(ms: number): Coroutine<void> {
  const morning = loop.createFuture<void>();
  callLater(ms, () => morning.setResult());
  yield* morning;
}

function runWithTimers<T>(work: Coroutine<T>): T {
  const task = loop.addTask(work);
  while (!task.done()) {
    const next = timers[0]?.when ?? Infinity;
    waitUntil(() => loop.totalTasks() > 0, next - performance.now());
    while (timers[0] && timers[0].when <= performance.now())
      loop.callSoon(timers.shift()!.callback);
    loop.runOnce();
  }
  return task.result();
}

function* sorted(numbers: number[]) {
  const result: number[] = [];
  function* place(n: number) {
    yield* sleep(n * 50);
    result.push(n);
  }
  const tasks = numbers.map((n) => loop.addTask(place(n)));
  for (const task of tasks) yield* task;
  return result;
}

console.log(runWithTimers(sorted([3, 1, 4, 2])).join(' '));
