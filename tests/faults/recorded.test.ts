// The faults that the book has now: the record fits the library, and each of them can be caught.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placed } from '../../src/faults/choose.ts';
import { beginningOf, ENTRY, withFault } from '../../src/faults/fault.ts';
import { Judge } from '../steps/judge.ts';
import { stages } from './recorded.ts';

/** Only what hangs takes so long, in milliseconds: one of them walks trees of 100,000 nodes. */
const LIMIT = 300_000;

test('there are forty or more, from some that many tests catch to some that one does', () => {
  const all = stages.flatMap(({ faults }) => faults.map(([, { caught }]) => caught));
  expect(all.length).toBeGreaterThanOrEqual(40);
  expect(Math.max(...all)).toBeGreaterThan(27);
  expect(Math.min(...all)).toBe(1);
});

describe.each(stages)('$stage', ({ stage, mutants, library, faults }) => {
  let judge: Judge;
  beforeAll(() => void (judge = new Judge()));
  afterAll(() => judge[Symbol.asyncDispose]());

  test('all that is recorded is there', () => {
    const gone = mutants.filter((one) => !placed(one, library));
    expect(
      gone.map(({ file, symbol }) => `${file}: ${symbol}`),
      `The library has changed since: npm run mutation:caught -- ${stage}`,
    ).toEqual([]);
  });

  test('no file is where a reader writes, and each fault has an id of its own', () => {
    expect(Object.keys(library.files)).not.toContain(ENTRY);
    expect(new Set(faults.map(([, { id }]) => id)).size).toBe(faults.length);
  });

  test('what a reader begins with is green, imports from the library, and catches no fault', async () => {
    const files = { ...library.files, [ENTRY]: beginningOf(stage) };
    const redOn = async (those: Record<string, string>): Promise<string[]> => {
      const outcomes = await judge.run({ files: those, tests: [ENTRY] }, LIMIT);
      expect(outcomes).toHaveLength(1);
      return outcomes.flatMap(({ name, failed }) => (failed === undefined ? [] : [name]));
    };
    expect(await redOn(files)).toEqual([]);
    for (const [name, fault] of faults)
      expect(await redOn(withFault(files, fault)), name).toEqual([]);
  });

  const greens = new Map<string, Promise<boolean>>();
  const isGreen = (file: string, name: string): Promise<boolean> => {
    const key = `${file}: ${name}`;
    let known = greens.get(key);
    if (!known)
      greens.set(
        key,
        (known = judge
          .run({ files: library.files, tests: [file] }, LIMIT)
          .then((all) => all.some((one) => one.name === name && one.failed === undefined))),
      );
    return known;
  };

  test.each(faults)('fault %s is caught', async (_, fault, file, name) => {
    expect(await isGreen(file, name), 'on the book’s library').toBe(true);
    const outcomes = await judge.run(
      { files: withFault(library.files, fault), tests: [file] },
      LIMIT,
    );
    const red = outcomes.filter(({ failed }) => failed !== undefined).map(({ name }) => name);
    expect(red, 'on the broken one').toContain(name);
  });
});
