// Which lines of the libraries no chapter prints: whoever only reads never sees them. unprinted.json says
// how many of each file, and that may only shrink: `npm run record -- -t printed` writes it anew. Each run
// leaves the lines themselves in .cache/unprinted.txt.
import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { changes } from '../../src/book/changes.ts';
import { END_REGION, REGION } from '../../src/book/cut.ts';
import { due, type State } from '../../src/book/due.ts';
import { ladders } from '../../src/book/steps.ts';
import { readText } from '../../src/plain-text.ts';
import { linesAt } from '../../src/steps/weave.ts';
import { paths } from '../paths.ts';
import { named } from './components.ts';

const KEPT = 'tests/book/unprinted.json';

const files = paths('code/*/src/**/*.ts').filter((file) => !file.includes('/drafts/'));
const sources = new Map(files.map((file) => [file.slice('code/'.length), readText(file)]));
const isMark = (line: string): boolean => REGION.test(line) || END_REGION.test(line);

/** Which line of the finished file each line of an earlier state is, if it's still there; counts from 1. */
function finishedLines(of: string, { stage, step }: State): (number | undefined)[] {
  const { woven, steps } = ladders.get(stage)!;
  const text = woven[of.slice(`${stage}/src/`.length)]!;
  const stay = linesAt(text, steps.length).flatMap(({ from }, index) =>
    from <= step ? [index + 1] : [],
  );
  return linesAt(text, step).map(({ to }) => (to > steps.length ? stay.shift() : undefined));
}

/** The lines that a listing shows of the finished file, counted from 1: without the marks of regions. */
function linesOf(
  { at: place }: { at: string },
  of: string,
  symbol?: string,
  region?: string,
): { code: string; at: (number | undefined)[] } {
  const { source, code, line, earlier } = due(of, { symbol, region }, `${place}:1`);
  const finished = earlier && finishedLines(of, earlier);
  const at = source
    .split('\n')
    .map((text, index) => ({ text, number: finished ? finished[index] : index + 1 }))
    .slice(line - 1)
    .filter(({ text }) => !isMark(text))
    .slice(0, code.split('\n').length)
    .map(({ number }) => number);
  return { code, at };
}

const printed = new Map<string, Set<number>>();
const print = (of: string, numbers: Iterable<number | undefined>): void => {
  const known = printed.get(of) ?? new Set();
  for (const number of numbers) if (number !== undefined) known.add(number);
  printed.set(of, known);
};
for (const component of named('Snippet')) {
  const { of, symbol, region } = component.props;
  print(of!, linesOf(component, of!, symbol, region).at);
}
for (const component of named('Changed')) {
  const { from, to, symbol, was = symbol } = component.props;
  const [before, after] = [linesOf(component, from!, was), linesOf(component, to!, symbol)];
  const shown = changes(
    { code: before.code, html: before.at.map(() => '').join('\n') },
    { code: after.code, html: after.at.map((number) => `line ${number};`).join('\n') },
  );
  print(
    to!,
    [...shown.matchAll(/line (\d+);/g)].map(([, number]) => Number(number)),
  );
}

const unprinted = new Map(
  [...sources].map(([file, source]) => [
    file,
    source
      .split('\n')
      .flatMap((line, index) =>
        line.trim() === '' || isMark(line) || printed.get(file)?.has(index + 1) ? [] : [line],
      ),
  ]),
);

mkdirSync('.cache', { recursive: true });
writeFileSync(
  '.cache/unprinted.txt',
  [...unprinted].map(([file, lines]) => `${file}\n${lines.join('\n')}\n`).join('\n'),
);

test('no file has more lines that are printed nowhere than it had', () => {
  const kept = JSON.parse(readText(KEPT)) as Record<string, number>;
  const now = Object.fromEntries([...unprinted].map(([file, { length }]) => [file, length]));
  const grown = [...unprinted].filter(([file, lines]) => lines.length > (kept[file] ?? Infinity));
  expect(Object.fromEntries(grown), 'print what is new, or less of it').toEqual({});
  if (process.env.RECORD) writeFileSync(KEPT, `${JSON.stringify(now, null, 2)}\n`);
  expect(JSON.parse(readText(KEPT)), 'run: npm run record -- -t printed').toEqual(now);
});
