// Which of the recorded changes become faults. The rule is asked with a library of a few lines.
import { expect, test } from 'vitest';
import { symbolsIn } from '../../src/book/cut.ts';
import type { Caught } from '../../src/faults/caught.ts';
import { chooseFaults, type Library } from '../../src/faults/choose.ts';
import { withFault } from '../../src/faults/fault.ts';

const SOURCE = `export class Gate {
  #isOpen = false;
  open(): void {
    this.#isOpen = true;
  }
  pass(count: number): boolean {
    return this.#isOpen && count > 0;
  }
}
export const twice = (n: number): number => n * 2;
`;
const library: Library = { files: { 'src/gate.ts': SOURCE }, before: new Set(), symbolsIn };

/** A change of the first such text in a symbol. */
function change(symbol: string, was: string, now: string, other: Partial<Caught> = {}): Caught {
  const place = symbolsIn(SOURCE, 'src/gate.ts').find(({ name }) => name === symbol)!;
  return {
    file: 'src/gate.ts',
    symbol,
    at: SOURCE.indexOf(was, place.start) - place.start,
    was,
    now,
    how: 'BooleanLiteral',
    caught: 5,
    isOutside: true,
    by: [['tests/gate.test.ts', 'it opens']],
    ...other,
  };
}
const OPEN = change('Gate.open', 'true', 'false');
const chosen = (...some: Caught[]) =>
  chooseFaults(some, library).map(({ symbol, now }) => `${symbol}: ${now}`);

test('each symbol has one, from what most tests catch to what fewest do, numbered in that order', () => {
  const faults = chooseFaults(
    [
      change('twice', '* 2', '/ 2', { caught: 1 }),
      OPEN,
      change('Gate.pass', '&&', '||', { caught: 40 }),
      change('Gate.pass', '> 0', '>= 0', { caught: 50 }),
    ],
    library,
  );
  expect(faults.map(({ number, symbol, caught }) => [number, symbol, caught])).toEqual([
    [1, 'Gate.pass', 40],
    [2, 'Gate.open', 5],
    [3, 'twice', 1],
  ]);
  expect(new Set(faults.map(({ id }) => id)).size).toBe(3);
});

test('of several in one symbol, one with a count that few of the others have', () => {
  const hard = change('Gate.pass', '> 0', '>= 0', { caught: 1 });
  const easy = change('Gate.pass', '&&', '||', { caught: 5 });
  expect(chosen(OPEN, easy, hard)).toEqual(['Gate.open: false', 'Gate.pass: >= 0']);
  expect(chosen(change('Gate.open', 'true', 'false', { caught: 1 }), hard, easy)).toEqual([
    'Gate.pass: ||',
    'Gate.open: false',
  ]);
});

test.each<[string, Caught]>([
  ['no test from outside', { ...OPEN, isOutside: false }],
  ['words', { ...OPEN, how: 'StringLiteral' }],
  ['a list that gives itself away', { ...OPEN, how: 'ArrayDeclaration' }],
  ['too long to be small', { ...OPEN, was: 'this.#isOpen'.repeat(10) }],
  ['several lines', change('Gate.open', '{\n    this.#isOpen = true;\n  }', '{}')],
  ['outside all symbols', { ...OPEN, symbol: '' }],
  ['a symbol that is gone', { ...OPEN, symbol: 'Gate.shut' }],
  ['a file that is gone', { ...OPEN, file: 'src/door.ts' }],
  ['another text there', { ...OPEN, was: 'false' }],
])('never: %s', (_, one) => {
  expect(chosen(one)).toEqual([]);
});

test('what the stage before has to the letter is its own: none here', () => {
  const { start, end } = symbolsIn(SOURCE, 'src/gate.ts').find(({ name }) => name === 'Gate.open')!;
  const before = new Set([SOURCE.slice(start, end)]);
  expect(chooseFaults([OPEN], { ...library, before })).toEqual([]);
});

test('it keeps its id when lines come before it, and the order of what is recorded means nothing', () => {
  const later = { ...library, files: { 'src/gate.ts': `// a line\n${SOURCE}` } };
  const [one] = chooseFaults([OPEN], library);
  const [other] = chooseFaults([OPEN], later);
  expect(other!.id).toBe(one!.id);
  expect(other!.start).toBe(one!.start + '// a line\n'.length);
  const some = [OPEN, change('twice', '* 2', '/ 2'), change('Gate.pass', '&&', '||')];
  expect(chooseFaults(some.toReversed(), library)).toEqual(chooseFaults(some, library));
});

test('the broken library differs in that place alone, and another one is refused', () => {
  const [fault] = chooseFaults([OPEN], library);
  expect(withFault(library.files, fault!)['src/gate.ts']).toBe(
    SOURCE.replace('#isOpen = true', '#isOpen = false'),
  );
  expect(() => withFault({ 'src/gate.ts': 'something else' }, fault!)).toThrow("doesn't fit");
});
