// What chapters show exists. The build fails on the same mistakes; this says it in a second, and
// for all chapters at once.
import { expect, test } from 'vitest';
import { due } from '../../src/book/due.ts';
import { program } from '../../src/book/programs.ts';
import { named, showing } from './components.ts';

test.each(named('Snippet'))('$at shows $props.of $props.symbol', ({ at, props }) => {
  expect(due(props.of!, props, `${at}:1`).code).not.toBe('');
});

test.each(named('Changed'))(
  '$at shows what changed from $props.from to $props.to',
  ({ at, props: { from, to, symbol, was = symbol } }) => {
    expect(due(from!, { symbol: was }, `${at}:1`).code).not.toBe(
      due(to!, { symbol }, `${at}:1`).code,
    );
  },
);

test.each(showing('program'))('$at runs $props.of', ({ props }) => {
  expect(program(props.of!).output).not.toBe('');
});
