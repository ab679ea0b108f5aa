// How like asyncio a reader's library is: also of one that is half-built, hangs, breaks off or lies.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DUE } from '../../src/asyncio/due.ts';
import {
  goesBeyond,
  idsFor,
  likenessOf,
  sentenceOf,
  type Likeness,
} from '../../src/asyncio/likeness.ts';
import { textOf } from '../../src/asyncio/program-text.ts';
import type { Answer } from '../../src/asyncio/scenario.ts';
import { answersOf as answersIn, NotLoadedError, type Begin } from '../../src/asyncio/traces.ts';
import { ladderOnDisk } from '../../src/steps/disk.ts';
import { writeFiles } from '../steps/files.ts';
import { played, scenario, scenarios } from './libraries.ts';

const STAGE = 'part-3-task-loop';
const due = DUE[STAGE]!;
const { filesAt } = await ladderOnDisk(STAGE);

/** A library that somebody might have, and how far it is built. */
async function answersOf(step: number, edit: (text: string) => string): Promise<Answer[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tasque-likeness-'));
  const files = filesAt(step);
  const changed = edit(files['task-loop.ts']!);
  expect(changed).not.toBe(files['task-loop.ts']);
  writeFiles(folder, { 'package.json': '{"type":"module"}', ...files, 'task-loop.ts': changed });
  const ids = idsFor(due, step).filter((id) => due[id]! <= step);
  return played(join(folder, 'index.ts'), ids, { begin: 5_000, silence: 1_500, silences: 2 });
}
const likenessAt = async (step: number, edit: (text: string) => string): Promise<Likeness> =>
  likenessOf(scenarios, await answersOf(step, edit), due, step);

const withLine = (before: string, line: string) => (text: string) =>
  text.replace(before, `${line}\n${before}`);

test.each([
  {
    name: 'takes the wrong end of the queue',
    step: 1,
    edit: (text: string) => text.replace('.shift()', '.pop()'),
    sentence: /^\d of the 4 that this step covers, 118 to come\.$/,
    differs: { id: 'loop/fifo', asyncio: ['a1'], yours: ['a3'] },
  },
  {
    name: 'never stops',
    step: 4,
    edit: (text: string) => text.replace('while (!this.#stopping)', 'while (true)'),
    sentence: /were not asked, because too many others didn’t end\.$/,
    differs: {
      id: 'loop/fifo',
      ended: 'it doesn’t end',
      asyncio: ['a1', 'a2', 'a3'],
      yours: ['a1', 'a2', 'a3'],
    },
  },
  {
    name: 'ends the program',
    step: 1,
    edit: withLine('export class TaskLoop', 'queueMicrotask(() => { throw new Error("oh"); });'),
    sentence: /^[0-3] of the 4 /,
    differs: { ended: 'Error: oh' },
  },
  {
    name: 'prints what it likes',
    step: 1,
    edit: withLine(
      'export class TaskLoop',
      'console.log("{}"); process.stdout.write("[null]\\n{\\"id\\":3}\\n");',
    ),
    sentence: /^4 of the 4 that this step covers, 118 to come\.$/,
    differs: undefined,
  },
])('a library that $name', async ({ step, edit, sentence, differs }) => {
  const likeness = await likenessAt(step, edit);
  expect(sentenceOf(likeness)).toMatch(sentence);
  if (differs) expect(likeness.differs).toMatchObject(differs);
  else expect(likeness.differs).toBeUndefined();
});

test.each([
  [
    'breaks when it is loaded',
    withLine('export class TaskLoop', 'throw new RangeError("no");'),
    'RangeError: no',
  ],
  ['is no program', withLine('export class TaskLoop', 'class {'), /^SyntaxError/],
  ['never loads', withLine('export class TaskLoop', 'for (;;);'), 'its files don’t come to an end'],
])('a library that %s: that is said', async (_, edit, said) => {
  const failure = await answersOf(1, edit).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(NotLoadedError);
  expect((failure as Error).message).toMatch(said);
});

test('figures add up, by what the scenarios are about; what comes later and passes is told', () => {
  const all = idsFor(due, 12).map((id) => ({ id, trace: scenario(id).expect }));
  const likeness = likenessOf(scenarios, all, due, 12);
  expect(likeness).toMatchObject({ passed: likeness.due, ahead: likeness.toCome, notAsked: 0 });
  expect(likeness.due + likeness.toCome).toBe(Object.keys(due).length);
  const { features } = likeness;
  for (const field of ['passed', 'due', 'toCome', 'ahead'] as const)
    expect(features.reduce((sum, each) => sum + each[field], 0)).toBe(likeness[field]);
  expect(features.map(({ feature }) => feature)).toEqual([
    'the loop',
    'handles',
    'futures',
    'tasks',
    'cancelling',
    'looking at what runs',
    'programs made at random',
  ]);
});

test('those about time, groups and locks count as well, under plain names', () => {
  const all = scenarios.filter(({ tier }) => tier !== 'stage2');
  const due = Object.fromEntries(
    all.map(({ id, tier }) => [id, tier.startsWith('beyond') ? 2 : 1]),
  );
  const answers = all.map(({ id, expect: trace }) => ({ id, trace }));
  const beyond = all.filter(({ tier }) => tier.startsWith('beyond')).length;
  const likeness = likenessOf(scenarios, answers, due, 1);
  expect(likeness).toMatchObject({ due: all.length - beyond, toCome: beyond, ahead: beyond });
  const { features, ...whole } = likenessOf(scenarios, answers, due, 2);
  expect(whole).toMatchObject({ passed: all.length, due: all.length, toCome: 0 });
  expect(features.reduce((sum, { due }) => sum + due, 0)).toBe(all.length);
  expect(features.map(({ feature }) => feature)).toEqual([
    'the loop',
    'handles',
    'futures',
    'tasks',
    'cancelling',
    'looking at what runs',
    'time',
    'gathering results',
    'waiting for several',
    'waiting with a limit',
    'shielding from a cancel',
    'time limits',
    'task groups',
    'events, locks, semaphores and queues',
    'programs made at random',
  ]);
});

test('only a library of which they are asked has them fetched', () => {
  const core = scenarios.filter(({ tier }) => !tier.startsWith('beyond'));
  expect(goesBeyond(due, core)).toBe(false);
  expect(goesBeyond({ ...due, 'sleep/basic': 1 }, core)).toBe(true);
});

test('what is due is asked first', () => {
  const steps = idsFor(due, 8).map((id) => due[id]! <= 8);
  expect(steps).toEqual(steps.toSorted().toReversed());
});

test('a scenario is shown as a short program', () => {
  expect(textOf(scenario('loop/snapshot-order'))).toBe(`const loop = new TaskLoop();

function a(n) {
  console.log(\`a\${n}\`);
  loop.callSoon(b, n);
}

function b(n) {
  console.log(\`b\${n}\`);
}

loop.callSoon(a, 1);
loop.callSoon(a, 2);
loop.callSoon(a, 3);
takeOneTurn(loop);
console.log('--');
takeOneTurn(loop);
console.log('--');
takeOneTurn(loop);
`);
  expect(textOf(scenario('group/body-error-cancels-children'))).toContain(`function* m() {
  try {
    yield* within(new TaskGroup(), function* (g) {
      g.addTask(ok());
      yield* sleep(10);
      throw new E1('body');
    });
  } catch (error) {`);
  for (const one of scenarios) expect(() => new Function(textOf(one)), one.id).not.toThrow();
});

test.each([
  { machine: 'slow', boot: 1_000, ended: undefined },
  { machine: 'fast', boot: 0, ended: 'it doesn’t end' },
])(
  'how long a silence may be is measured by how long a $machine machine takes to boot',
  async ({ boot, ended }) => {
    const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    const begin: Begin = async ({ ids, tell, signal }) => {
      await after(boot);
      tell('[]');
      tell('{}');
      await after(2_000);
      if (!signal.aborted) tell(JSON.stringify({ id: ids[0] }));
      return '';
    };
    const answers = await answersIn(['a'], begin, { begin: 200, silence: 200, silences: 1 });
    expect(answers).toEqual([ended ? { id: 'a', trace: [], ended } : { id: 'a', trace: [] }]);
  },
);
