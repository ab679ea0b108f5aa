import { expect, test } from 'vitest';
import { changes } from '../../src/book/changes.ts';

const version = (...lines: string[]) => ({
  code: lines.join('\n'),
  html: lines.map((line) => `<b>${line}</b>`).join('\n'),
});

test('what went and what came stand in their places, each as it was highlighted', () => {
  expect(changes(version('a', 'b', 'c'), version('a', 'x', 'y', 'c')).split('\n')).toEqual([
    '<b>a</b>',
    '<del><b>b</b></del>',
    '<ins><b>x</b></ins>',
    '<ins><b>y</b></ins>',
    '<b>c</b>',
  ]);
});

test('what stayed is cut short in its middle, if that is long', () => {
  const stayed = Array.from({ length: 12 }, (_, i) => `line ${i}`);
  const listing = changes(version('a', ...stayed, 'b'), version('x', ...stayed, 'y'));
  expect(listing.match(/line \d+/g)).toEqual([
    'line 0',
    'line 1',
    'line 2',
    'line 9',
    'line 10',
    'line 11',
  ]);
  expect(listing).toContain('>6 lines as before<');
  const short = stayed.slice(0, 8);
  expect(changes(version('a', ...short, 'b'), version('x', ...short, 'y'))).not.toContain(
    'as before',
  );
});

test('before the first change and after the last one no more is shown than on the other side', () => {
  const stayed = Array.from({ length: 9 }, (_, i) => `line ${i}`);
  expect(
    changes(version(...stayed, 'a', ...stayed), version(...stayed, ...stayed)).split('\n'),
  ).toEqual([
    '<span class="unchanged">6 lines as before</span>',
    '<b>line 6</b>',
    '<b>line 7</b>',
    '<b>line 8</b>',
    '<del><b>a</b></del>',
    '<b>line 0</b>',
    '<b>line 1</b>',
    '<b>line 2</b>',
    '<span class="unchanged">6 lines as before</span>',
  ]);
});

test('two versions that are the same show no change', () => {
  expect(() => changes(version('a'), version('a'))).toThrow('both are the same');
});
