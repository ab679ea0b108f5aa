// Our side of what needs no socket: timers, groups, and schedules of four tasks with three steps,
// as operations a second.
//   node ours.ts timers 100000
import {
  explore,
  getRunningLoop,
  run,
  TaskGroup,
  within,
  type Coroutine,
  type Program,
} from '../../../code/part-4-the-world/src/index.ts';

function* timers(n: number): Coroutine<number> {
  const loop = getRunningLoop();
  const done = loop.createFuture<void>();
  let left = n;
  const fire = (): void => {
    if (--left === 0) done.setResult();
  };
  const began = performance.now();
  const now = loop.time();
  for (let i = 0; i < n; i++) loop.callAt(now + ((i * 7919) % 1000) / 1e3, fire);
  yield* done;
  return n / ((performance.now() - began) / 1e3);
}

function* group(n: number): Coroutine<number> {
  function* one(): Coroutine<void> {
    yield;
  }
  const began = performance.now();
  yield* within(new TaskGroup(), function* (tasks) {
    for (let i = 0; i < n; i++) tasks.addTask(one());
  });
  return n / ((performance.now() - began) / 1e3);
}

function schedules(n: number): number {
  function* one(): Coroutine<void> {
    yield;
    yield;
  }
  const program: Program<void> = (loop) => {
    for (let task = 0; task < 4; task++) loop.addTask(one());
    loop.runForever({ untilIdle: true });
  };
  const began = performance.now();
  const ran = explore(program, { limit: n }).schedules;
  return ran / ((performance.now() - began) / 1e3);
}

const rateOf = {
  timers: (n: number) => run(timers(n)),
  group: (n: number) => run(group(n)),
  schedules,
};
const [what, n] = process.argv.slice(2);
const rates = Array.from({ length: 5 }, () => rateOf[what as keyof typeof rateOf](Number(n)));
console.log(JSON.stringify(rates.toSorted((a, b) => a - b)[2]));
