// A reader who has built the library as far as some step is asked the scenarios that the book's library
// passes at that step, and at each later one: `due.json`. `npm run record` computes it anew, from
// all states. What is asked here is its ends: what is due with a step passes there, and not one step
// before.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DUE } from '../../src/asyncio/due.ts';
import type { Limits } from '../../src/asyncio/traces.ts';
import { ladderOnDisk, steppedStages } from '../../src/steps/disk.ts';
import { writeFiles } from '../steps/files.ts';
import { isBeyond, PATIENT, passes, played, playing, scenariosOf } from './libraries.ts';

const stepped = steppedStages();
const STAGES = playing.filter((stage) => stepped.includes(stage));

/** The `index.ts` of each state of a stage's library. */
async function statesOf(stage: string): Promise<string[]> {
  const { steps, filesAt } = await ladderOnDisk(stage);
  const root = join('.cache/asyncio', stage);
  rmSync(root, { recursive: true, force: true });
  return Array.from({ length: steps.length + 1 }, (_, step) => {
    const folder = join(root, String(step));
    writeFiles(folder, filesAt(step));
    return join(folder, 'index.ts');
  });
}

/** What isn't built yet may hang. */
const IMPATIENT: Limits = { begin: 60_000, silence: 1_000, silences: 60 };

async function passedBy(
  stage: string,
  index: string,
  ids: readonly string[],
  limits: Limits,
): Promise<string[]> {
  const answers = ids.length > 0 ? await played(index, ids, limits, isBeyond(stage)) : [];
  return answers.filter(passes).map(({ id }) => id);
}

if (process.env.RECORD)
  test('recorded', async () => {
    const due: typeof DUE = Object.fromEntries(
      await Promise.all(
        STAGES.map(async (stage) => {
          const ids = scenariosOf(stage).map(({ id }) => id);
          const passed: string[][] = [];
          for (const index of await statesOf(stage))
            passed.push(await passedBy(stage, index, ids, { ...IMPATIENT, silence: 5_000 }));
          const from = ids.map((id) => [id, passed.findLastIndex((at) => !at.includes(id)) + 1]);
          return [stage, Object.fromEntries(from) as Record<string, number>] as const;
        }),
      ),
    );
    writeFileSync('src/asyncio/due.json', `${JSON.stringify(due, null, 2)}\n`);
  });
else
  test.each(STAGES)('%s: each scenario is due where it says, and not before', async (stage) => {
    const due = Object.entries(DUE[stage]!);
    expect(due.map(([id]) => id)).toEqual(scenariosOf(stage).map(({ id }) => id));
    const idsAt = (step: number): string[] => due.flatMap(([id, at]) => (at === step ? [id] : []));
    for (const [step, index] of (await statesOf(stage)).entries()) {
      const here = idsAt(step);
      expect(await passedBy(stage, index, here, PATIENT), `due with step ${step}`).toEqual(here);
      const early = await passedBy(stage, index, idsAt(step + 1), IMPATIENT);
      expect(early, `step ${step} passes what is due with the next one`).toEqual([]);
    }
  });
