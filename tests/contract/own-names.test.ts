// A library that a reader built has the book's public names, and any others within: what a timeline
// still sees of it, and what it says that it missed.
import { expect, test } from 'vitest';
import type { TraceEvent } from '../../src/timeline/catalogue/catalogue.ts';
import { timelineOf } from '../../src/timeline/fold.ts';
import { labelsOf } from '../../src/timeline/labels.ts';
import { lintsOf } from '../../src/timeline/lints.ts';
import { ladderOnDisk } from '../../src/steps/disk.ts';
import { under } from '../steps/files.ts';
import { runCode, traceOf, useEngine } from './engine.ts';

useEngine();

type Library = Readonly<Record<string, string>>;
const { steps, filesAt } = await ladderOnDisk('part-3-task-loop');
const last = filesAt(steps.length);
const stepOf = (name: string): number => steps.find(({ folder }) => folder.endsWith(name))!.number;
/** Its tasks are called by the loop, as functions. */
const plain = filesAt(stepOf('who-is-there'));

/** @param edits In each file: what is replaced, and what by. */
function changed(library: Library, edits: [file: string, old: RegExp, now: string][]): Library {
  const files: Record<string, string> = { ...library };
  for (const [file, old, now] of edits) {
    const text = files[file]!.replaceAll(old, now);
    expect(text, `${file} has no ${old}`).not.toBe(files[file]);
    files[file] = text;
  }
  return files;
}

const PROGRAM = `import { TaskLoop } from '../src/index.ts';
const loop = new TaskLoop();
const [early, late] = [loop.createFuture<number>(), loop.createFuture<number>()];
function* inner() {
  return yield* early;
}
function* outer() {
  const task = loop.addTask(inner());
  yield;
  loop.callSoon(() => late.setResult(1));
  return (yield* task) + (yield* late);
}
loop.callSoon(function dropped() {}).cancel();
loop.callSoon(() => early.setResult(41));
console.log(loop.runUntilComplete(outer()));
`;

const MISSED = /^This timeline watches your library by its public names, .* it missed (.+)\.$/;

async function seenOn(library: Library): Promise<{ told: string[]; missed: string[] }> {
  const ran = await runCode(PROGRAM, under('src', library), { trace: true });
  expect(ran.stdout + ran.stderr).toBe('42\n');
  const trace = traceOf(ran);
  const labels = labelsOf(trace);
  const told = (event: TraceEvent): string[] => {
    if (event.type === 'made')
      return event.kind === 'task' ? [`a task, ${labels.get(event.id)}`] : [];
    return event.type === 'cancel' ? [`${labels.get(event.id)} is cancelled`] : [];
  };
  const lints = lintsOf(trace, timelineOf(trace), labels).filter(({ kind }) => kind !== 'slow');
  return {
    told: trace.flatMap(told),
    missed: lints.flatMap(({ text }) => MISSED.exec(text)?.[1]!.split('; ') ?? text),
  };
}

const ALL = ['dropped is cancelled', 'a task, outer', 'a task, inner'];

test.each<[string, Library]>([
  ['the book’s', last],
  ['one whose tasks are functions to the loop', plain],
  [
    'one whose constructors take the loop first',
    changed(plain, [
      ['task.ts', /constructor\((coroutine: .*), (loop: .*)\)/g, 'constructor($2, $1)'],
      ['task-loop.ts', /new Task\(coroutine, this\)/g, 'new Task(this, coroutine)'],
      ['transform-future.ts', /new Task\((\w+), loop\)/g, 'new Task(loop, $1)'],
      ['handle.ts', /constructor\((callback: .*), (loop: \w+), /g, 'constructor($2, $1, '],
      ['task-loop.ts', /new Handle\(callback, this, /g, 'new Handle(this, callback, '],
    ]),
  ],
  [
    'one whose handles are of no class',
    changed(plain, [
      [
        'task-loop.ts',
        /return handle;/g,
        'return { cancel() { handle.cancel(); }, cancelled: () => handle.cancelled() } as never;',
      ],
    ]),
  ],
])('of %s all is seen', async (_, library) => {
  expect(await seenOn(library)).toEqual({ told: ALL, missed: [] });
});

test.each<[string, Library, string[]]>([
  [
    'tasks that go into the queue by a method of its own',
    Object.fromEntries(
      Object.entries(last).map(([file, text]) => [
        file,
        text
          .replaceAll(/\[own\.(\w+)\]/g, '.mine_$1')
          .replaceAll(/(?<![\w\])!?])\.mine_/g, 'mine_'),
      ]),
    ),
    ['when outer and inner had a turn', 'what outer waited for', 'how inner and outer ended'],
  ],
  [
    'handles that it runs by a method of its own',
    changed(plain, [
      ['handle.ts', /\brun\(\)/g, 'call()'],
      ['task-loop.ts', /!\.run\(\)/g, '!.call()'],
    ]),
    ['whether dropped left the queue once cancelled'],
  ],
  [
    'tasks that end by a method of its own',
    changed(plain, [
      ['task.ts', /super\.setResult\(/g, 'this.end('],
      [
        'future.ts',
        /(?= {2}setResult\()/g,
        "  end(value: T) {\n    this.#settle('finished', value);\n  }\n",
      ],
    ]),
    ['how inner and outer ended'],
  ],
])('of one with %s the timeline says what it missed', async (_, library, missed) => {
  expect(await seenOn(library)).toEqual({ told: ALL, missed });
});
