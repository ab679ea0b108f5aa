// What the probe sees of time, of what a task is inside of, and of promises that wait for a future.
import { expect, test } from 'vitest';
import type { TraceEvent } from '../../src/timeline/catalogue/catalogue.ts';
import { runCode, stageFiles, traceOf, useEngine } from './engine.ts';

useEngine();

/** What is seen of a program that knows time: it's told to begin with what it needs. */
const tracedInTime = async (code: string): Promise<TraceEvent[]> =>
  traceOf(
    await runCode(
      `import { sleep, TaskLoop, timeout, VirtualClock, within } from '../src/index.ts';\n${code}`,
      stageFiles('part-4-the-world'),
      { trace: true },
    ),
  );
const timesOf = (trace: TraceEvent[]): object[] =>
  trace.flatMap((event) => {
    const { n: _n, ms: _ms, thread: _thread, cause: _cause, at: _at, ...said } = event;
    return /^(timed|untimed|due|passes)$/.test(said.type) ? [said] : [];
  });

test('timers on a clock that jumps say when they are due; that leads to their call', async () => {
  const trace = await tracedInTime(`const loop = new TaskLoop({ clock: new VirtualClock() });
function* night() {
  yield* sleep(500);
}
loop.callAt(200, function rings() {});
loop.callLater(300, function never() {}).cancel();
loop.runUntilComplete(night());
`);
  const idOf = (name: string): number =>
    trace.find(
      (event): event is Extract<TraceEvent, { type: 'made' }> =>
        event.type === 'made' && event.kind === 'handle' && event.name.startsWith(name),
    )!.id;
  const [rings, never, sleeps] = [idOf('rings'), idOf('never'), idOf('() => {')];
  expect(timesOf(trace)).toEqual([
    { type: 'timed', id: rings, loop: 1, due: 200 },
    { type: 'timed', id: never, loop: 1, due: 300 },
    { type: 'untimed', id: never },
    { type: 'timed', id: sleeps, loop: 1, due: 500, by: 'sleep' },
    { type: 'passes', id: 1, now: 200 },
    { type: 'due', id: rings },
    { type: 'passes', id: 1, now: 500 },
    { type: 'due', id: sleeps },
  ]);
  const why: string[] = [];
  let at = trace.find((event) => event.type === 'run' && event.entry === sleeps);
  for (; at; at = trace.find(({ n }) => n === at!.cause)) why.push(at.type);
  expect(why.slice(0, 5)).toEqual(['run', 'scheduled', 'due', 'timed', 'step']);
});

test('of the host’s time only what repeats is recorded: the delay that was asked for', async () => {
  const code = `const loop = new TaskLoop();
function* night() {
  yield* within(timeout(60_000), () => sleep(20.5));
}
loop.runUntilComplete(night());
`;
  const said = timesOf(await tracedInTime(code));
  expect(said).toMatchObject([
    { type: 'timed', delay: 60_000, by: 'until' },
    { type: 'timed', delay: 20.5, by: 'sleep' },
    { type: 'due' },
    { type: 'untimed' },
  ]);
  expect(said.some((event) => 'due' in event || 'now' in event)).toBe(false);
  expect(timesOf(await tracedInTime(code))).toEqual(said);
});

/** What is said of scopes, with names in the place of numbers. */
const scopesOf = (trace: TraceEvent[]): string[] => {
  const drives = trace.flatMap((event) =>
    event.type === 'made' && event.drives !== undefined ? [[event.drives, event.id] as const] : [],
  );
  const tasks = new Map(drives);
  const names = new Map(
    trace.flatMap((event) =>
      event.type === 'entered' || (event.type === 'made' && event.kind === 'generator')
        ? [[tasks.get(event.id) ?? event.id, event.name]]
        : [],
    ),
  );
  return trace.flatMap((event) => {
    if (!/^(entered|limited|joins|leaves|left|cancel|uncancel)$/.test(event.type)) return [];
    const said: Record<string, unknown> = { ...event };
    const words = ['by', 'type', 'id', 'scope', 'task', 'error'].flatMap((key) => {
      const value = said[key];
      return value === undefined ? [] : [names.get(value as number) ?? String(value)];
    });
    return /^cancel \d+$/.test(words.join(' ')) ? [] : words.join(' '); // of a call
  });
};

test('a scope that a task enters is seen, and what it does when its time is over', async () => {
  const trace = await tracedInTime(`const loop = new TaskLoop({ clock: new VirtualClock() });
function* waits() {
  yield* within(timeout(100), function* (limit) {
    limit.reschedule(200);
    yield* sleep(300);
  });
}
loop.addTask(waits());
loop.runForever({ untilIdle: true });
`);
  expect(scopesOf(trace)).toEqual([
    'entered timeout waits',
    'limited timeout',
    'timeout cancel waits',
    'timeout uncancel waits',
    'left timeout FutureTimeoutError: the time for this is over',
  ]);
  const timers = trace.flatMap((event) =>
    /^(entered|limited)$/.test(event.type) ? [(event as { timer?: number }).timer] : [],
  );
  const set = trace.flatMap((event) => (event.type === 'timed' ? [event.id] : []));
  expect(timers).toEqual(set.slice(0, 2));
});

test('a group is seen to wait for its tasks, and to ask them to end', async () => {
  const group = (how: string) =>
    tracedInTime(`import { TaskGroup } from '../src/index.ts';
const loop = new TaskLoop({ clock: new VirtualClock() });
function* fails() {
  yield* sleep(10);
  throw new Error('no');
}
function* sleeps() {
  yield* sleep(60_000);
}
function* main() {
  try {
    yield* within(new TaskGroup(), function* (group) {
      group.addTask(sleeps());
      ${how}
    });
  } catch {}
}
loop.runUntilComplete(main());
`);
  expect(scopesOf(await group('group.addTask(fails());'))).toEqual([
    'entered TaskGroup main',
    'joins sleeps TaskGroup',
    'joins fails TaskGroup',
    'leaves TaskGroup',
    'TaskGroup cancel sleeps',
    'TaskGroup cancel main',
    'TaskGroup uncancel main',
    'left TaskGroup AggregateError: errors in a task group',
  ]);
  expect(scopesOf(await group("yield; throw new Error('at once');"))).toEqual([
    'entered TaskGroup main',
    'joins sleeps TaskGroup',
    'leaves TaskGroup Error: at once',
    'TaskGroup cancel sleeps',
    'left TaskGroup AggregateError: errors in a task group',
  ]);
});

test('a lock is entered when the task has got it; one entering of a class is one, with its base', async () => {
  const trace = await tracedInTime(`import { Lock } from '../src/index.ts';
class Door extends Lock {
  override enter() { return super.enter(); }
  override exit() { return super.exit(); }
}
const loop = new TaskLoop({ clock: new VirtualClock() });
const door = new Door();
function* first() {
  yield* within(door, () => sleep(10));
}
function* second() {
  yield* within(door, () => sleep(10));
}
loop.addTask(first());
loop.addTask(second());
loop.runForever({ untilIdle: true });
`);
  expect(scopesOf(trace)).toEqual([
    'entered Door first',
    'left Door',
    'entered Door second',
    'left Door',
  ]);
  const of = trace.flatMap((event) => (event.type === 'entered' ? [event.of] : []));
  expect(new Set(of)).toEqual(new Set([expect.any(Number)]));
  const gate = await tracedInTime(`class Wall { enter() {} exit() { return false; } }
class Gate extends Wall {
  override enter() { super.enter(); }
  override exit() { return super.exit(); }
}
function* goes() {
  yield* within(new Gate(), () => sleep(10));
}
new TaskLoop({ clock: new VirtualClock() }).runUntilComplete(goes());
`);
  expect(scopesOf(gate)).toEqual(['entered Gate goes', 'left Gate']);
});

test('a promise that waits for a future is seen, when it is told, and what the host settles', async () => {
  const trace = await tracedInTime(`import { HostedLoop, transformFuture } from '../src/index.ts';
const loop = new HostedLoop();
function* asks() {
  return yield* transformFuture(Promise.resolve(7), loop);
}
const done = loop.createFuture<void>();
done.setResult();
console.log(await loop.addTask(asks()));
loop.close();
`);
  expect(
    trace.map(({ type }) => type).filter((type) => /awaited|waits|hosted|told|output/.test(type)),
  ).toEqual(['awaited', 'waits', 'hosted', 'told', 'output']);
  const one = <T extends TraceEvent['type']>(type: T) => {
    const all = trace.filter((event) => event.type === type);
    expect(all).toHaveLength(1);
    return all[0] as Extract<TraceEvent, { type: T }>;
  };
  const [awaited, hosted, told] = [one('awaited'), one('hosted'), one('told')];
  expect(told.id).toBe(awaited.id);
  const settled = trace.find((event) => event.type === 'settled' && event.id === hosted.id)!;
  expect(settled).toMatchObject({ state: 'finished', value: '7', cause: hosted.n });
  const calls = trace.filter((event) => event.type === 'made' && event.kind === 'handle');
  expect(calls).toMatchObject([{ name: 'then' }]);
  expect(trace.find(({ n }) => n === told.cause)).toMatchObject({
    type: 'run',
    entry: (calls[0] as { id?: number }).id,
  });
});

test('outside of tasks nothing is a scope', async () => {
  const trace = await tracedInTime(`class Plain { enter() {} exit() {} }
const plain = new Plain();
plain.enter();
plain.exit();
new TaskLoop().callSoon(() => plain.enter());
`);
  expect(scopesOf(trace)).toEqual([]);
});
