// Which files of a stage are listed under *More files…*, and in which order.
import { expect, test } from 'vitest';
import { inGroups } from '../../src/components/workbench/more-files.ts';

test('props come after the library and before what judges', () => {
  expect(
    inGroups([
      'tests/a.test.ts',
      'props/slow-site.ts',
      'src/index.ts',
      'src/threads/bell.ts',
      'programs/a.ts',
      'src/index.ts',
      'exercises/one/check.test.ts',
    ]),
  ).toEqual([
    ['programs', ['programs/a.ts']],
    ['src', ['src/index.ts']],
    ['src/threads', ['src/threads/bell.ts']],
    ['props', ['props/slow-site.ts']],
    ['exercises/one', ['exercises/one/check.test.ts']],
    ['tests', ['tests/a.test.ts']],
  ]);
});
