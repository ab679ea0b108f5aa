// Where a test stands in its file, by the name that it's told under.
import { expect, test } from 'vitest';
import { isOfTypes, testIn } from '../../src/components/build-it/test-text.ts';
import { stageOnDisk, steppedStages } from '../../src/steps/disk.ts';

const TEXT = `import { expect, expectTypeOf, test } from 'vitest';

test('it’s (one) of two', () => {});

test.each([1, 2])('each of %i and $b.c', () => {
  expect('the last').toBe(1);
});
test.each<[string, number]>([
  ['the last', 1],
])(
  'a "table": %s',
  () => {},
);
test('the last', async () => {
  expectTypeOf(1).toEqualTypeOf<number>();
});
test('don\\'t', () => {});
`;

test.each([
  ['it’s (one) of two', 3, false],
  ['each of 1 and x', 5, false],
  ['a "table": that', 10, false],
  ['the last', 14, true],
  ["don't", 17, false],
  ['no such', undefined, false],
])('%s', (name, line, types) => {
  const found = testIn(TEXT, name);
  expect([found?.line, isOfTypes(found?.text)]).toEqual([line, types]);
});

test('each test of a step is found by its name', () => {
  for (const stage of steppedStages())
    for (const [file, text] of Object.entries(stageOnDisk(stage)))
      for (const [, name] of file.endsWith('/step.test.ts')
        ? text.matchAll(/\btest\(\s*'(.*)',/g)
        : [])
        expect(testIn(text, name!.replaceAll("\\'", "'")), `${file}: ${name}`).toBeDefined();
});
