// What chapters show exists. The build fails on the same mistakes; this says it in a second, and
// for all chapters at once.
import { expect, test } from 'vitest';
import { cut } from '../../src/book/cut.ts';
import { program } from '../../src/book/programs.ts';
import { readSource } from '../../src/book/sources.ts';
import { named } from './components.ts';

test.each(named('Snippet'))('$at shows $props.of $props.symbol', ({ props }) => {
  expect(cut(readSource(props.of!), props.of!, props).code).not.toBe('');
});

test.each(named('Changed'))(
  '$at shows what changed from $props.from to $props.to',
  ({ props: { from, to, symbol, was = symbol } }) => {
    expect(cut(readSource(from!), from!, { symbol: was }).code).not.toBe(
      cut(readSource(to!), to!, { symbol }).code,
    );
  },
);

test.each(named('Program', 'Predict'))('$at runs $props.of', ({ props }) => {
  expect(program(props.of!).output).not.toBe('');
});
