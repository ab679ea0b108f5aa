// The library does what CPython does: each recorded scenario gives the same events, in the same
// order.
import { expect, test } from 'vitest';
import {
  isBeyond,
  LAST,
  passes,
  played,
  playing,
  scenario,
  scenarios,
  scenariosOf,
} from './libraries.ts';

test('every scenario is asked of some stage, and all but those that block of the last one', () => {
  const asked = new Set(playing.flatMap(scenariosOf));
  expect(scenarios.filter((one) => !asked.has(one))).toEqual([]);
  const blocking = scenarios.filter(({ tier }) => tier === 'stage2').length;
  expect(scenariosOf(LAST).length).toBe(scenarios.length - blocking);
});

const answers = await Promise.all(
  playing.map(async (stage) => {
    const ids = scenariosOf(stage).map(({ id }) => id);
    const all = await played(`code/${stage}/src/index.ts`, ids, undefined, isBeyond(stage));
    return all.map((answer) => ({ stage, ...answer }));
  }),
);

test.each(answers.flat())('$stage: $id', ({ id, trace, ended }) => {
  expect({ trace, ended }).toEqual({ trace: scenario(id).expect, ended: undefined });
});

test('what a library has not built is said to be so, and is no answer of its own', async () => {
  const beyond = scenarios.filter(({ tier }) => tier.startsWith('beyond')).map(({ id }) => id);
  const short = await played('code/part-3-task-loop/src/index.ts', beyond, undefined, true);
  expect(short.map(({ id }) => id)).toEqual(beyond);
  // counted cancellation is part 3's
  const isThere = (need: string): boolean => need === 'cancelling' || need === 'current_task';
  const [there, others] = [true, false].map((is) =>
    short.filter(({ id }) => scenario(id).needs.every(isThere) === is),
  );
  expect(short.filter(passes)).toEqual(there);
  const said = others!.map(({ trace }) => trace.join('\n'));
  expect(said.filter((events) => events.includes('TypeError'))).toEqual([]);
  // a task that failed for that may be asked for nothing but whether it's done
  expect(said.filter((events) => !events.includes('NotBuilt')).length).toBeLessThan(5);
});
