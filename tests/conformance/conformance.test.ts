// The library does what CPython does: each recorded scenario gives the same events, in the same
// order.
import { expect, test } from 'vitest';
import { OUT_OF_SCOPE, played, playing, scenario, scenarios, scenariosOf } from './libraries.ts';

test('only what is out of scope is not asked', () => {
  const asked = new Set(playing.flatMap(scenariosOf));
  expect(scenarios.filter((one) => !asked.has(one)).map(({ needs }) => needs)).toEqual([
    [OUT_OF_SCOPE],
  ]);
});

const answers = await Promise.all(
  playing.map((stage) =>
    played(
      `code/${stage}/src/index.ts`,
      scenariosOf(stage).map(({ id }) => id),
    ),
  ),
);

test.each(answers.flat())('$id', ({ id, trace, ended }) => {
  expect({ trace, ended }).toEqual({ trace: scenario(id).expect, ended: undefined });
});
