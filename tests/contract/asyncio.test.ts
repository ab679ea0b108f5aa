// Asyncio's scenarios are played in the page as in Node, and one that hangs is ended there, too.
import { expect, test } from 'vitest';
import { DUE } from '../../src/asyncio/due.ts';
import { idsFor, likenessOf } from '../../src/asyncio/likeness.ts';
import { ladderOnDisk, stageOnDisk } from '../../src/steps/disk.ts';
import { isBeyond, PATIENT, playing, scenarios, scenariosOf } from '../conformance/libraries.ts';
import { playInPage, useEngine } from './engine.ts';

useEngine();

test.each(playing)('%s: the finished library passes all', async (stage) => {
  const due = Object.fromEntries(scenariosOf(stage).map(({ id }) => [id, 1]));
  const library = Object.fromEntries(
    Object.entries(stageOnDisk(stage)).flatMap(([file, text]) =>
      file.startsWith('src/') ? [[file.slice('src/'.length), text]] : [],
    ),
  );
  const answers = await playInPage(library, idsFor(due, 1), PATIENT, isBeyond(stage));
  expect(likenessOf(scenarios, answers, due, 1)).toMatchObject({
    passed: Object.keys(due).length,
    toCome: 0,
    notAsked: 0,
  });
});

const STAGE = 'part-3-task-loop';

test.each([
  [
    'never stops',
    (text: string) => text.replace('while (!this.#stopping)', 'while (true)'),
    'it doesn’t end',
  ],
  [
    'ends the program',
    (text: string) => `setTimeout(() => { throw new Error('oh'); });\n${text}`,
    'Error: oh',
  ],
])('a library that %s is ended, and those after it are asked', async (_, edit, ended) => {
  const due = DUE[STAGE]!;
  const { 'task-loop.ts': loop, ...rest } = (await ladderOnDisk(STAGE)).filesAt(4);
  const ids = idsFor(due, 4).filter((id) => due[id]! <= 4);
  const answers = await playInPage({ ...rest, 'task-loop.ts': edit(loop!) }, ids, {
    ...PATIENT,
    silence: 2_000,
    silences: 2,
  });
  const { differs } = likenessOf(scenarios, answers, due, 4);
  expect(differs?.ended).toContain(ended);
  expect(answers.filter((answer) => answer.ended).length).toBeGreaterThan(1);
});

test('one that cannot be loaded says so', async () => {
  const library = (await ladderOnDisk(STAGE)).filesAt(1);
  for (const [edit, said] of [
    ['throw new RangeError("no");', /RangeError: no/],
    ['class {', /\S/],
  ] as const)
    await expect(
      playInPage(
        { ...library, 'task-loop.ts': `${library['task-loop.ts']}\n${edit}` },
        ['loop/fifo'],
        PATIENT,
      ),
    ).rejects.toThrow(said);
});
