// One measurement in a process of its own; prints JSON. Started by run.ts.
import Denque from 'denque';
import { TaskLoop, ThreadedExecutor } from '../../code/part-3-task-loop/src/index.ts';
import { ReadyQueue } from '../../code/part-3-task-loop/src/ready-queue.ts';
import { groups } from './cases.ts';

const [what, ...args] = process.argv.slice(2);
const print = (value: unknown): void => console.log(JSON.stringify(value));
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** Ours and a rival in turns, so that both meet the same weather. Gives operations a second. */
async function pair(name: string, rival: string): Promise<void> {
  const { n, ours, rivals } = groups.find((group) => group.name === name)!;
  const rates: { ours: number[]; rival: number[] } = { ours: [], rival: [] };
  for (let round = 0; round < 6; round++) {
    const oursTook = await ours(n);
    const rivalTook = await rivals[rival]!(n);
    if (round === 0) continue; // the compiler is still at it
    rates.ours.push((n / oursTook) * 1e3);
    rates.rival.push((n / rivalTook) * 1e3);
  }
  print({ ours: median(rates.ours), rival: median(rates.rival) });
}

/** Nanoseconds for taking one item out of a queue and putting one in, while `depth` wait in it. */
function depth(kind: string, depth: number): void {
  const queues: Record<string, () => { push(item: object): unknown; shift(): unknown }> = {
    ReadyQueue: () => new ReadyQueue<object>(),
    denque: () => new Denque<object>(),
    'Array.shift': () => [],
  };
  const queue = queues[kind]!();
  const item = {};
  for (let i = 0; i < depth; i++) queue.push(item);
  const turns = kind === 'Array.shift' && depth > 2e4 ? 2_000 : 1_000_000;
  const took: number[] = [];
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    for (let i = 0; i < turns; i++) {
      queue.shift();
      queue.push(item);
    }
    took.push(((performance.now() - start) / turns) * 1e6);
  }
  print(median(took));
}

/** Nanoseconds for a callback that asks for another one, while `depth` callbacks wait. */
function loopDepth(depth: number): void {
  const loop = new TaskLoop();
  let left = 2_000_000 + 2 * depth;
  const call = (): void => void (left-- > 0 && loop.callSoon(call));
  for (let i = 0; i < depth; i++) loop.callSoon(call);
  const turns = 1_000_000;
  for (let i = 0; i < turns; i++) loop.runOnce();
  const start = performance.now();
  for (let i = 0; i < turns; i++) loop.runOnce();
  print(((performance.now() - start) / turns) * 1e6);
}

/** Bytes of heap that one thing holds, over 200,000 of them. */
function memory(): void {
  const count = 200_000;
  const used = (): number => {
    globalThis.gc!();
    globalThis.gc!();
    return process.memoryUsage().heapUsed;
  };
  const keep: unknown[] = [];
  const each = (make: (index: number) => unknown, after = (): void => {}): number => {
    const kept = new Array<unknown>(count).fill(null);
    keep.push(kept);
    const before = used();
    for (let i = 0; i < count; i++) kept[i] = make(i);
    after();
    return (used() - before) / count;
  };
  const loop = new TaskLoop();
  const call = (): void => {};
  // the queue itself is not what is measured
  for (let i = 0; i < 2 * count; i++) loop.callSoon(call);
  while (loop.totalTasks() > 0) loop.runOnce();
  const handle = each(() => loop.callSoon(call));
  while (loop.totalTasks() > 0) loop.runOnce();
  const future = each(() => loop.createFuture());
  const futures = keep.at(-1) as ReturnType<typeof loop.createFuture>[];
  function* waits(index: number): Generator<any, unknown> {
    return yield* futures[index]!;
  }
  const task = each(
    (index) => loop.addTask(waits(index)),
    () => {
      loop.stop();
      loop.runForever();
    },
  );
  const promise = each(() => new Promise(() => {}));
  const promises = keep.at(-1) as Promise<unknown>[];
  const asyncCall = each((index) => (async () => await promises[index])());
  print({ handle, future, task, promise, asyncCall });
  keep.length = 0;
}

/** Share of one core that a loop takes while it waits for a thread that sleeps, in per cent. */
function idle(ms: number): void {
  const loop = new TaskLoop();
  using executor = new ThreadedExecutor(loop);
  loop.runUntilComplete(executor.submit(() => 0)); // the thread is there now
  const before = process.cpuUsage();
  loop.runUntilComplete(
    executor.submit(
      (ms: number) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms),
      ms,
    ),
  );
  const { user, system } = process.cpuUsage(before);
  print(((user + system) / 1e3 / ms) * 100);
}

/** Ours and nobody beside it. Gives operations a second. */
async function alone(name: string): Promise<void> {
  const { n, ours } = groups.find((group) => group.name === name)!;
  const rates: number[] = [];
  for (let round = 0; round < 6; round++) rates.push((n / (await ours(n))) * 1e3);
  print(median(rates.slice(1))); // in the first the compiler is still at it
}

if (what === 'alone') await alone(args[0]!);
if (what === 'pair') await pair(args[0]!, args[1]!);
if (what === 'depth') depth(args[0]!, Number(args[1]));
if (what === 'loop-depth') loopDepth(Number(args[0]));
if (what === 'memory') memory();
if (what === 'idle') idle(2_000);
