// The faults that the book has now, each with a test that catches it.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { symbolsIn } from '../../src/book/cut.ts';
import type { CaughtOfStage } from '../../src/faults/caught.ts';
import { chooseFaults, type Library } from '../../src/faults/choose.ts';
import type { Fault } from '../../src/faults/fault.ts';
import { ROOT } from '../../src/steps/disk.ts';

const RECORDED = globSync('src/faults/caught/*.json', { cwd: ROOT })
  .map((path) => /([^\\/]+)\.json$/.exec(path)![1]!)
  .sort();

const filesOf = (stage: string, folders: string): Record<string, string> => {
  const cwd = join(ROOT, 'code', stage);
  return Object.fromEntries(
    globSync(`${folders}/**/*.ts`, { cwd })
      .map((path) => path.replaceAll('\\', '/'))
      .map((file) => [file, readFileSync(join(cwd, file), 'utf8')]),
  );
};
const STAGES = globSync('code/*/stage.ts', { cwd: ROOT })
  .map((path) => path.split(/[\\/]/)[1]!)
  .sort();

/** Each fault with what it's called, and the file and the name of the test. */
export const stages = RECORDED.map((stage) => {
  const { mutants } = JSON.parse(
    readFileSync(join(ROOT, `src/faults/caught/${stage}.json`), 'utf8'),
  ) as CaughtOfStage;
  const files = filesOf(stage, '{src,tests,steps,props,programs}');
  const before = STAGES[STAGES.indexOf(stage) - 1];
  const library: Library = {
    files,
    before: new Set(
      Object.entries(before ? filesOf(before, 'src') : {}).flatMap(([file, text]) =>
        symbolsIn(text, file).map(({ start, end }) => text.slice(start, end)),
      ),
    ),
    symbolsIn,
  };
  const faults = chooseFaults(mutants, library).map((fault): [string, Fault, string, string] => {
    const { by } = mutants.find(
      ({ file, symbol, was, now, caught }) =>
        file === fault.file &&
        symbol === fault.symbol &&
        was === fault.was &&
        now === fault.now &&
        caught === fault.caught,
    )!;
    return [`${fault.number}, ${fault.symbol}`, fault, ...by[0]!];
  });
  return { stage, mutants, library, faults };
});
