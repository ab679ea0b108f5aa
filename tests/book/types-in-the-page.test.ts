// What the checker of types in the page says of the book's own programs: nothing.
import { describe, expect, test } from 'vitest';
import { typeLibraries } from '../../src/book/type-libraries.ts';
import { TypeChecker } from '../../src/components/workbench/type-checker.ts';
import { VITEST_EXPORTS } from '../../src/runner/vitest/exports.ts';
import { readText } from '../../src/plain-text.ts';
import { ladderOnDisk, stageOnDisk } from '../../src/steps/disk.ts';
import { paths } from '../paths.ts';

const libraries = typeLibraries();

describe.each(paths('code/*/'))('%s', (stage) => {
  const files = Object.fromEntries(
    paths(`${stage}/{src,props,programs,exercises}/**/*.ts`).map((file) => [
      file.slice(stage.length + 1),
      readText(file),
    ]),
  );

  test('the types of its programs are right', () => {
    const programs = Object.keys(files).filter((file) => file.startsWith('programs/'));
    expect(programs.length).toBeGreaterThan(0);
    expect(new TypeChecker(libraries).mistakesIn(files, programs)).toEqual([]);
  });
});

test.each([
  ["let status = 1;\nlet name = 'x';\nconsole.log(status, name);"],
  ['await null;'],
  ["interface Event { mine: string }\nconst event: Event = { mine: 'x' };\nconsole.log(event);"],
  ['function close(): void {}\nclose();'],
])('a program without an import has names of its own: %j', (code) => {
  const files = { 'programs/a.ts': code, 'programs/b.ts': 'let status = 2;\nconsole.log(status);' };
  expect(new TypeChecker(libraries).mistakesIn(files, Object.keys(files))).toEqual([]);
});

test('what tests import from vitest is known', () => {
  const names = VITEST_EXPORTS.join(', ');
  const files = { 'tests/a.test.ts': `import { ${names} } from 'vitest';\nconsole.log(${names});` };
  expect(new TypeChecker(libraries).mistakesIn(files, Object.keys(files))).toEqual([]);
});

test('types that Node’s errors have are known', () => {
  const files = { 'src/a.ts': 'Error.stackTraceLimit = 1;\nError.captureStackTrace({});' };
  expect(new TypeChecker(libraries).mistakesIn(files, Object.keys(files))).toEqual([]);
});

test('what a test says of types is found out, also where a library has none', async () => {
  const stage = 'part-1-generators';
  const { steps, filesAt } = await ladderOnDisk(stage);
  const step = steps.find(({ folder }) => folder.endsWith('what-each-brings'))!;
  const library = Object.fromEntries(
    Object.entries(filesAt(step.number)).map(([name, text]) => [`src/${name}`, text]),
  );
  const tests = Object.fromEntries(
    Object.entries(stageOnDisk(stage)).filter(([file]) => /^steps\/.*\.ts$/.test(file)),
  );
  const file = 'src/round-robin.ts';
  const text = (its: string): string =>
    `export function roundRobin(...generators: Generator<any, any, any>[]): ${its} { return generators; }`;
  const checker = new TypeChecker(libraries);
  const linesIn = (its: string): number[] =>
    checker
      .mistakesIn({ ...library, ...tests, [file]: its }, [step.tests!])
      .map(({ at }) => at.line);
  const asked = tests[step.tests!]!.split('\n').flatMap((line, at) =>
    line.includes('expectTypeOf(') ? [at + 1] : [],
  );
  expect(asked.length).toBeGreaterThan(0);
  expect(linesIn(library[file]!)).toEqual([]);
  for (const its of ['unknown[]', 'any']) expect(linesIn(text(its)), its).toEqual(asked);
});
