// The orders of a program are tried in the engine of the page as in Node.
import { expect, test } from 'vitest';
import { ENTRY, orderJob, searchJob } from '../../src/orders/job.ts';
import { BOUNDS, type Kind } from '../../src/orders/told.ts';
import { labelsOf } from '../../src/timeline/labels.ts';
import * as programs from '../orders/programs.ts';
import { along, answerIn, stageFiles, STAGES, type Answer } from '../orders/tried.ts';
import { run, useEngine } from './engine.ts';

useEngine();

const ENTRY_OF = 'programs/tried.ts';
const filesWith = (stage: string, text: string): Record<string, string> => ({
  ...stageFiles(stage),
  [ENTRY_OF]: text,
});

async function tried(stage: string, text: string, choices?: readonly number[]): Promise<Answer> {
  const bounds = { ...BOUNDS, ms: 600_000 };
  const files = searchJob(filesWith(stage, text), ENTRY_OF, along(), bounds, choices);
  const { stdout } = await run({ files, entry: ENTRY, limits: { chars: 20_000_000 } });
  return answerIn(stdout);
}

test.each<[keyof typeof programs, Kind[]]>([
  ['LOST_UPDATE', ['lines']],
  ['CHECK_THEN_ACT', ['error']],
  ['NOTIFIED_BEFORE', ['deadlock']],
  ['TWO_LOCKS', ['deadlock']],
  ['FORGOTTEN', ['error']],
  ['DUE_TOGETHER', ['order']],
  ['ALL_RIGHT', []],
  ['ALWAYS_WRONG', []],
])('%s: %j', async (name, kinds) => {
  const { found, end } = await tried('part-4-the-world', programs[name]);
  expect(Object.keys(found)).toEqual(kinds);
  expect(end).toMatchObject({ type: 'end', isComplete: true });
});

test.each(STAGES)('an order that was found comes back, in %s', async (stage) => {
  const { found } = await tried(stage, programs.LOST_UPDATE);
  const again = await tried(stage, programs.LOST_UPDATE, found.lines!.choices);
  expect(again.found.lines).toEqual(found.lines);
});

test('in that order the program itself prints the same, also while it is watched', async () => {
  const { found } = await tried('part-4-the-world', programs.LOST_UPDATE);
  const files = (choices: readonly number[]): Record<string, string> =>
    orderJob(filesWith('part-4-the-world', programs.LOST_UPDATE), ENTRY_OF, along(), choices);
  const job = { files: files(found.lines!.choices), entry: ENTRY, trace: true };
  const watched = await run(job);
  expect(watched.stdout).toBe('visitors: 1\n');
  expect(watched.events.some(({ type }) => type === 'trace')).toBe(true);
  expect((await run({ ...job, files: files([]) })).stdout).toBe('visitors: 2\n');
});

test.each<keyof typeof programs>(['LOST_UPDATE', 'CHECK_THEN_ACT', 'TWO_LOCKS', 'DUE_TOGETHER'])(
  '%s: the steps of an order name tasks as its timeline does',
  async (name) => {
    const files = filesWith('part-4-the-world', programs[name]);
    const { found } = await tried('part-4-the-world', programs[name]);
    const [example] = Object.values(found);
    const job = orderJob(files, ENTRY_OF, along(), example!.choices);
    const { events } = await run({ files: job, entry: ENTRY, trace: true });
    const trace = events.flatMap((event) => (event.type === 'trace' ? event.events : []));
    const labels = labelsOf(trace, files);
    const tasks = trace.flatMap((event) =>
      event.type === 'made' && event.kind === 'task' ? [labels.get(event.id)] : [],
    );
    const named = new Set(
      example!.steps.map(({ who }) => who).filter((who) => !/^(the clock|a call) /.test(who)),
    );
    expect(tasks.toSorted()).toEqual([...named].sort());
  },
);
