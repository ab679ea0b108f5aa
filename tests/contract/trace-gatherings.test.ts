// What the probe sees of `gather`, `wait` and `shield`: what they wait for, whom they ask to end, and whom they
// don't.
import { expect, test } from 'vitest';
import type { TraceEvent } from '../../src/timeline/catalogue/catalogue.ts';
import { runCode, stageFiles, traceOf, useEngine } from './engine.ts';
import { expected } from './otherwise.ts';

useEngine();

/** What is said of such calls, and of requests to end, with names in the place of numbers. */
async function callsOf(body: string): Promise<string[]> {
  const ran = await runCode(
    `import * as lib from '../src/index.ts';
const { shield, sleep, wait, waitFor } = lib;
const loop = new lib.TaskLoop({ clock: new lib.VirtualClock() });
function* short() {
  yield* sleep(10);
}
function* long() {
  yield* sleep(1000);
}
function* fails() {
  yield* sleep(20);
  throw new Error('no');
}
${body}
loop.runForever({ untilIdle: true });
`,
    stageFiles('part-4-the-world'),
    { trace: true },
  );
  expect(ran.stderr).toBe('');
  const trace = traceOf(ran);
  const generators = new Map(
    trace.flatMap((event) =>
      event.type === 'made' && event.kind === 'generator' ? [[event.id, event.name]] : [],
    ),
  );
  const names = new Map(
    trace.flatMap((event): [number, string][] =>
      event.type === 'made' && event.drives !== undefined
        ? [[event.id, generators.get(event.drives) ?? 'a task']]
        : event.type === 'gathers' || event.type === 'entered'
          ? [[event.id, event.name]]
          : [],
    ),
  );
  const called = (id: number | undefined): string => names.get(id!) ?? 'a future';
  return trace.flatMap((event: TraceEvent): string[] => {
    switch (event.type) {
      case 'gathers':
        return [
          `${event.task === undefined ? 'the program' : called(event.task)} calls ${event.name}`,
        ];
      case 'waits':
      case 'unwaits':
        return event.into === undefined
          ? []
          : [`${called(event.into)} ${event.type} ${called(event.id)}`];
      case 'cancel':
        return names.has(event.id)
          ? [`${event.by === undefined ? '' : `${called(event.by)} `}cancel ${called(event.id)}`]
          : [];
      case 'settled':
        return event.state === 'finished' || !names.has(event.id)
          ? []
          : [`${called(event.id)} ${event.state}`];
      default:
        return [];
    }
  });
}

test('the first error comes out of gather, and no other task is asked to end', async () => {
  expect(
    await callsOf(`function* main() {
  try {
    yield* lib.gather([short(), fails(), long()]);
  } catch {}
}
loop.addTask(main());`),
  ).toEqual([
    'main calls gather',
    'gather waits short',
    'gather waits fails',
    'gather waits long',
    'fails failed',
    'gather failed',
  ]);
});

test('who waits for gather is asked to end, asks gather, and that asks all of them', async () => {
  expect(
    await callsOf(`const all = loop.addTask((function* main() {
  yield* lib.gather([short(), long()]);
})());
loop.callLater(5, () => all.cancel());`),
  ).toEqual([
    'main calls gather',
    'gather waits short',
    'gather waits long',
    'cancel main',
    'main cancel gather',
    'gather cancel short',
    'gather cancel long',
    'short cancelled',
    'long cancelled',
    'gather failed',
    'main cancelled',
  ]);
});

test('gather is seen where no task calls it, and a task that it was given twice is asked twice', async () => {
  expect(
    await callsOf(`const one = loop.addTask(short());
const all = lib.gather([one, one, loop.createFuture()]);
all.cancel();`),
  ).toEqual([
    'the program calls gather',
    'gather waits a task',
    'gather waits a future',
    'cancel gather',
    'gather cancel a task',
    'gather cancel a task',
    'a task cancelled',
    'gather failed',
  ]);
});

test('wait lets go of what isn’t done', async () => {
  expect(
    await callsOf(`function* main() {
  const tasks = [short(), long()].map((work) => loop.addTask(work));
  yield* wait(tasks, { returnWhen: 'FIRST_COMPLETED' });
}
loop.addTask(main());`),
  ).toEqual(['main calls wait', 'wait waits short', 'wait waits long', 'wait unwaits long']);
});

test('a request to end doesn’t reach what is shielded from it; a time limit is a scope', async () => {
  expect(
    await callsOf(`function* main() {
  try {
    yield* waitFor(shield(long()), 50);
  } catch {}
}
loop.addTask(main());`),
  ).toEqual([
    'main calls shield',
    'shield waits long',
    'timeout cancel main',
    'shield cancelled',
    'shield unwaits long',
  ]);
});

test('methods of such names, and functions that add no done callback, are no such calls', async () => {
  const calls = await callsOf(`class Mine {
  wait(future: any) { future.addDoneCallback(() => {}); }
}
function gather() { return loop.createFuture(); }
const first = loop.createFuture();
loop.createFuture();
new Mine().wait(first);
new Mine().wait(gather());`);
  const told = calls.join('\n');
  expect(told).toBe(expected('methods of such names are no such calls', '', told));
});
