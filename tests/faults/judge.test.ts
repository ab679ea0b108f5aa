// What a reader is told of what they wrote: a run on the book's library and one on the broken one come to each
// of these.
import { expect, test } from 'vitest';
import { judge, type On, type Went } from '../../src/faults/judge.ts';
import { told } from '../../src/faults/words.ts';

const done = (exitCode: number): Went['outcome'] => ({ type: 'done', exitCode });
const went = (so: Partial<Went> = {}): Went => ({
  outcome: done(0),
  passed: 0,
  failed: 0,
  skipped: 0,
  printed: '',
  ...so,
});
const green = went({ passed: 1 });
const red = went({ passed: 1, failed: 1, outcome: done(1) });
const endless = went({ outcome: { type: 'limit', which: 'time' }, testing: 'it ends' });
const flood = went({ outcome: { type: 'limit', which: 'output' } });
const memory = went({ outcome: { type: 'limit', which: 'memory' } });
const skipped = went({ passed: 1, skipped: 1 });
const onlySkipped = went({ skipped: 1 });
const noTest = went({
  failed: 1,
  outcome: done(1),
  printed: 'Error: No test suite found in file /x\n',
});
const broken = went({ outcome: done(1), printed: 'SyntaxError: Unexpected token\n' });
const stray = went({ passed: 1, outcome: done(1) });
const stopped = went({ outcome: { type: 'stopped' } });
const crashed = went({ outcome: { type: 'crashed', message: 'x' } });
const needsNode = went({ outcome: { type: 'done', exitCode: 1, needsNode: true } });
const says = (printed: string): Went => went({ printed });

/** Runs that come to these, by library, one after the other. */
function runs(books: Went[], brokenOne: Went[]): { run(on: On): Promise<Went>; asked: On[] } {
  const left = { books: [...books], broken: [...brokenOne] };
  const asked: On[] = [];
  const run = (on: On): Promise<Went> => {
    asked.push(on);
    const next = left[on].shift();
    return next ? Promise.resolve(next) : Promise.reject(new Error(`nothing more on ${on}`));
  };
  return { run, asked };
}

test.each<[string, boolean, Went[], Went[], string, string]>([
  ['green, red', true, [green, green], [red, red], 'caught', 'on the broken one it’s red'],
  [
    'green, endless',
    true,
    [green, green],
    [endless],
    'caught',
    'never ends, in the test “it ends”',
  ],
  ['green, a flood', true, [green, green], [flood], 'caught', 'prints without end'],
  ['green, all memory', true, [green, green], [memory], 'caught', 'uses up all memory'],
  ['green, cannot be loaded', true, [green, green], [broken, broken], 'caught', 'it’s red'],
  ['green, an error outside the tests', true, [green, green], [stray, stray], 'caught', 'it’s red'],
  ['green, green', true, [green], [green], 'not-seen', 'green on the broken library, too'],
  ['green, left out there', true, [green], [onlySkipped], 'not-seen', 'Not caught yet'],
  ['red', true, [red], [], 'red', 'what the book’s library doesn’t do'],
  ['an error outside the tests', true, [stray], [], 'red', 'doesn’t do'],
  [
    'endless on the book’s',
    true,
    [endless],
    [],
    'limit',
    'the time limit, and should be green there. The test “it ends” was running',
  ],
  ['a flood on the book’s', true, [flood], [], 'limit', 'output limit'],
  ['no test', true, [noTest], [], 'no-test', 'no test in it yet'],
  ['only skipped', true, [onlySkipped], [], 'skipped', 'skipped'],
  ['some skipped', true, [skipped], [], 'skipped', 'Have all of them run'],
  ['cannot be loaded', true, [broken], [], 'not-run', 'couldn’t run'],
  ['green once', true, [green, red], [red], 'fickle', 'when it ran a second time'],
  ['red once', true, [green, green], [red, green], 'fickle', 'when it ran a second time'],
  ['red, then endless', true, [green, green], [red, endless], 'caught', 'it’s red'],
  ['the same printed', false, [says('a')], [says('a')], 'not-seen', 'prints the same'],
  [
    'something else printed',
    false,
    [says('a'), says('a')],
    [says('b'), says('b')],
    'caught',
    'prints something else',
  ],
  [
    'an error',
    false,
    [says('a'), says('a')],
    [broken, broken],
    'caught',
    'on the broken one it fails',
  ],
  ['an endless program', false, [says('a'), says('a')], [endless], 'caught', 'never ends'],
  ['an error on the book’s', false, [broken], [], 'fails', 'fails on the book’s library'],
  [
    'something else each time',
    false,
    [says('1'), says('3')],
    [says('2')],
    'fickle',
    'tell the two libraries apart',
  ],
])('%s', async (_, isTest, books, brokenOne, is, words) => {
  const { run, asked } = runs(books, brokenOne);
  const verdict = await judge(run, isTest);
  expect(verdict.is).toBe(is);
  expect(told(verdict as never, isTest)).toContain(words);
  expect(asked.filter((on) => on === 'books')).toHaveLength(books.length);
  expect(asked.filter((on) => on === 'broken')).toHaveLength(brokenOne.length);
});

test.each<[string, Went]>([
  ['stopped', stopped],
  ['crashed', crashed],
  ['needs Node', needsNode],
])('%s says nothing of the fault, whichever run it is', async (_, other) => {
  for (const [books, brokenOne] of [
    [[other], []],
    [[green], [other]],
    [[green, other], [red]],
    [
      [green, green],
      [red, other],
    ],
  ] as [Went[], Went[]][])
    expect(await judge(runs(books, brokenOne).run, true)).toEqual({ is: 'undecided', went: other });
});
