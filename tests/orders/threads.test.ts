// Programs with threads: when a job's reply comes is one more choice.
import { expect, test } from 'vitest';
import { IN_THREADS } from './programs.ts';
import { STAGES, tried } from './tried.ts';

const LOOP = 'part-3-task-loop';
const WORLD = 'part-4-the-world';

const begin = (threads = 1, more = ''): string =>
  `import { TaskLoop, ThreadedExecutor, type Coroutine${more} } from '../src/index.ts';
const loop = new TaskLoop();
const executor = new ThreadedExecutor(loop, { maxThreads: ${threads} });
`;

/** What a job comes to is printed, and nothing else can be next. */
const job = (text: string): string =>
  `${begin()}try {
  console.log(loop.runUntilComplete(executor.submit(${text})));
} catch (error) {
  console.log(String(error));
}
`;

test.each(STAGES)('one job on its own has one order (%s)', (stage) => {
  expect(tried(stage, IN_THREADS).end).toMatchObject({
    isComplete: true,
    orders: 1,
    hasJobs: true,
    usual: { lines: ['1'] },
  });
});

/** Prints results as they come in. */
const threeJobs = (
  threads: number,
): string => `${begin(threads)}const { callSoonThreadsafe } = loop;
loop.callSoonThreadsafe = function (...given: any) {
  console.log(given[2].value);
  return callSoonThreadsafe.apply(this, given);
};
function double(n: number): number {
  return 2 * n;
}
for (const n of [1, 2, 3]) executor.submit(double, n);
loop.runForever({ untilIdle: true });
`;

test.each([
  ['one thread: in the order in which they were submitted', 1, 1],
  ['two threads: the third begins when one of the others is done', 2, 4],
  ['three threads: in any order', 3, 6],
])('three jobs on %s', (_, threads, ways) => {
  for (const stage of STAGES)
    expect(tried(stage, threeJobs(threads)).end).toMatchObject({
      isComplete: true,
      ways,
      usual: { lines: ['2', '4', '6'] },
    });
});

test('a reply may come before what is ready, and as a rule it comes after that', () => {
  const { found, end } = tried(
    LOOP,
    `${begin()}function* work(): Coroutine<void> {
  console.log(yield* executor.submit(() => 'reply'));
}
function* meanwhile(): Coroutine<void> {
  yield;
  yield;
  console.log('meanwhile');
}
loop.addTask(work());
loop.addTask(meanwhile());
loop.runForever({ untilIdle: true });
`,
  );
  expect(end).toMatchObject({
    isComplete: true,
    ways: 2,
    usual: { lines: ['meanwhile', 'reply'] },
  });
  expect(found.order!.lines).toEqual(['reply', 'meanwhile']);
  expect(found.order!.steps).toContainEqual(
    expect.objectContaining({ who: 'the reply of a job', instead: 'meanwhile' }),
  );
});

test('a reply may come before a timer or after it, however long the timer takes', () => {
  const text = `${begin(1, ', sleep')}let reply = 'none yet';
executor.submit(() => 'here').addDoneCallback((it) => (reply = it.result()));
function* later(): Coroutine<void> {
  yield* sleep(1_000);
  console.log(reply, loop.time() >= 1_000);
}
loop.runUntilComplete(later());
`;
  for (const clock of ['', ', VirtualClock']) {
    const own =
      clock && text.replace('new TaskLoop()', 'new TaskLoop({ clock: new VirtualClock() })');
    const { found, end } = tried(WORLD, (own || text).replace('sleep }', `sleep${clock} }`));
    expect(end).toMatchObject({ isComplete: true, ways: 2, usual: { lines: ['here true'] } });
    expect(found.lines!.lines).toEqual(['none yet true']);
  }
});

test('a task that asks for the reply in a circle gets it', () => {
  const { end } = tried(
    LOOP,
    `${begin()}const reply = executor.submit(() => 1);
function* asks(): Coroutine<number> {
  while (!reply.done()) yield;
  return reply.result();
}
console.log(loop.runUntilComplete(asks()));
`,
    { orders: 200 },
  );
  expect(end).toMatchObject({ usual: { lines: ['1'] } });
  expect(end).toMatchObject({ same: (end as { orders?: number }).orders });
});

test('so does a loop of the reader’s that asks in a circle', () => {
  const { end } = tried(
    LOOP,
    `import { sources } from '../src/threads/bell.ts';
${begin()}executor.submit(() => 1).addDoneCallback((it) => console.log(it.result()));
while (sources.size > 0) for (const source of sources) source.poll();
loop.runForever({ untilIdle: true });
`,
  );
  expect(end).toMatchObject({ isComplete: true, usual: { lines: ['1'] } });
});

test('shutdown takes in all that is under way', () => {
  expect(
    tried(
      LOOP,
      `${begin(2)}const jobs = [1, 2].map((n) => executor.submit((n: number) => n, n));
executor.shutdown();
loop.runForever({ untilIdle: true });
console.log(jobs.map((it) => it.result()).join());
`,
    ).end,
  ).toMatchObject({ isComplete: true, ways: 1, usual: { lines: ['1,2'] } });
});

test.each([
  ['what it returns', '() => ({ a: [1, null] })', '{ a: [ 1, null ] }'],
  ['an error', "() => { throw new RangeError('no bread'); }", 'RangeError: no bread'],
  ['what JSON can’t carry', '() => new Date()', /^TypeError: a result crosses threads as JSON/],
  ['arguments, as copies', '(list: number[]) => list.push(1), [1]', '2'],
  [
    'what is around it isn’t there',
    '() => executor as never',
    /^ReferenceError: executor is not defined/,
  ],
  [
    'it sleeps',
    '() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1e9)',
    'timed-out',
  ],
  ['hard work', '() => { for (const end = Date.now() + 20; Date.now() < end;); return 1; }', '1'],
])('of a job: %s', (_, text, line) => {
  const { end } = tried(LOOP, job(text));
  if (end.type !== 'end') throw new Error(end.why);
  if (typeof line === 'string') expect(end.usual.lines).toEqual([line]);
  else expect(end.usual.lines.join()).toMatch(line);
});

test.each([
  ['it prints', '() => console.log(1)', 'thread'],
  ['it keeps something', '() => (globalThis as any).kept = 1', 'thread'],
  ['it asks what its thread has', '() => typeof (self as any).postMessage', 'thread'],
  ['it leaves something for later', '() => setTimeout(() => {}, 1) && 1', 'thread'],
  ['it promises', '() => Promise.resolve(1)', 'thread'],
  [
    'it waits for ever',
    '() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
    'thread',
  ],
  ['it shares memory', '(a: any) => a.length, new Int32Array(new SharedArrayBuffer(4))', 'memory'],
  [
    'it shares memory, deep down',
    '(a: any) => 1, { a: [new Map([[1, new SharedArrayBuffer(4)]])] }',
    'memory',
  ],
])('a job that can’t be run here: %s', (_, text, why) => {
  expect(tried(LOOP, job(text)).end).toEqual({ type: 'not-tried', why });
});

test('an order of replies can be run again', () => {
  const { found } = tried(LOOP, threeJobs(3));
  const back = tried(LOOP, threeJobs(3), {}, found.order!.choices);
  expect(back.found.order!.lines).toEqual(found.order!.lines);
});

test('threads whose replies aren’t made as the book’s aren’t tried', () => {
  const more = { 'src/threads/thread.ts': 'export class Thread {}\n' };
  expect(() => tried(LOOP, IN_THREADS, {}, undefined, more)).toThrow('as the book’s do');
});
