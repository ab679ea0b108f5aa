// What the checker of types in the page says of the book's own programs: nothing.
import { describe, expect, test } from 'vitest';
import { typeLibraries } from '../../src/book/type-libraries.ts';
import { TypeChecker } from '../../src/components/workbench/type-checker.ts';
import { VITEST_EXPORTS } from '../../src/runner/vitest/exports.ts';
import { readText } from '../../src/plain-text.ts';
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
