// `npm run mutation:caught -- [STAGE…] [--each N] [--all]`: breaks the finished code of a stage in every small way, has all
// of the stage's own tests judge each, and writes down which of them caught it: src/faults/caught/STAGE.json.
// The site chooses its faults from that. What it would never choose is left out, but for `--all`. `--each N` breaks
// no symbol in more than N ways, spread over it.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { symbolsIn } from '../../src/book/cut.ts';
import type { Caught } from '../../src/faults/caught.ts';
import { isSmall } from '../../src/faults/choose.ts';
import { ROOT } from '../../src/steps/disk.ts';
import { LOADS, type Outcome } from '../steps/judge.ts';
import { JudgeApart } from './judge-apart.ts';
import { mutantsOf, mutated, spanOf, type Mutant } from './mutants.ts';

/** Most of a run is waiting, for threads and timers. */
const AT_ONCE = 4;
/** So many libraries a process: what one has left running there mustn't last. */
const A_PROCESS = 10;
/** What takes so long, and so many times as long as its file does on the book's library, hangs; in milliseconds. */
const LIMIT = { ms: 20_000, times: 4 };
/** So many of the tests that caught it are named: first those that use what the library exports, the quickest first. */
const NAMED = 3;
/** After so many mutants what is known so far is written down. */
const WRITTEN = 50;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { each: { type: 'string' }, all: { type: 'boolean' } },
});
const each = Number(values.each ?? Infinity);
const stages =
  positionals.length > 0
    ? positionals
    : globSync('code/*/stage.ts', { cwd: ROOT }).map((path) => path.split(/[\\/]/)[1]!);

const read = (stage: string): Record<string, string> => {
  const root = join(ROOT, 'code', stage);
  const names = globSync('{src,tests,props,programs}/**/*.ts', { cwd: root });
  return Object.fromEntries(
    names
      .map((name) => name.replaceAll('\\', '/'))
      .sort()
      .map((name) => [name, readFileSync(join(root, name), 'utf8')]),
  );
};
// thread.ts goes to threads as text, and its threads hang if it's broken
const isBroken = (name: string): boolean =>
  /^src\/(?!index\.ts|threads\/thread\.ts|drafts\/)/.test(name);
const isAsked = (name: string): boolean => /^tests\/(?!drafts).*\.test\.ts$/.test(name);

/** Whether a file of tests uses nothing of the library but what it exports. */
const isFromOutside = (text: string): boolean => !/from '\.\.\/src\/(?!index\.ts')/.test(text);

/** The innermost symbol around a mutant, and how far in it begins. */
function placeOf(name: string, text: string, mutant: Mutant): { symbol: string; at: number } {
  const [start, end] = spanOf(text, mutant);
  const around = symbolsIn(text, name).findLast((one) => one.start <= start && one.end >= end);
  return around ? { symbol: around.name, at: start - around.start } : { symbol: '', at: start };
}

/** No more than that of each symbol: the first, the last, and those between at equal distances. */
function spread<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  const picked = Array.from({ length: most }, (_, n) =>
    Math.round((n * (all.length - 1)) / Math.max(most - 1, 1)),
  );
  return picked.map((at) => all[at]!);
}

const placeIn = ({ file, symbol, at, now }: Caught): unknown[] => [file, symbol, at, now];
function inOrder(a: Caught, b: Caught): number {
  const [one, other] = [placeIn(a), placeIn(b)];
  const n = one.findIndex((value, n) => value !== other[n]);
  return n < 0 ? 0 : (one[n] as string) < (other[n] as string) ? -1 : 1;
}

async function record(stage: string): Promise<void> {
  const files = read(stage);
  const tests = Object.keys(files).filter(isAsked);
  const slow = new Map<string, number>();
  let asked: Outcome[] = [];
  {
    await using judge = new JudgeApart();
    for (const test of tests) {
      const began = performance.now();
      asked = [...asked, ...(await judge.run({ files, tests: [test] }))];
      slow.set(test, performance.now() - began);
    }
  }
  // what looks for files of its own finds none beside a library in memory
  const nameOf = ({ file, name }: Outcome): string => `${file}: ${name}`;
  const red = new Set(asked.filter(({ failed }) => failed !== undefined).map(nameOf));
  if (red.size > 0) console.log(`${stage}: not asked, red as it is:`, [...red]);
  const limit = Math.max(LIMIT.ms, LIMIT.times * Math.max(...slow.values()));
  const fromOutside = new Set(tests.filter((test) => isFromOutside(files[test]!)));
  const rank = (test: string): number => (fromOutside.has(test) ? 0 : 1e9) + slow.get(test)!;
  const best = tests.toSorted((a, b) => rank(a) - rank(b));

  const state = Object.entries(files)
    .filter(([name]) => isBroken(name))
    .map(([name, content]) => ({ name, content, mutate: true }));
  const every = await mutantsOf(state);
  const small = every.filter((mutant) => {
    const text = files[mutant.fileName]!;
    return isSmall({ was: text.slice(...spanOf(text, mutant)), how: mutant.mutatorName });
  });
  const bySymbol = Map.groupBy(values.all ? every : small, (mutant) => {
    const { fileName } = mutant;
    return `${fileName} ${placeOf(fileName, files[fileName]!, mutant).symbol}`;
  });
  // of each symbol one, and then of each another one: so what is there of a run that was stopped is of all of it
  const left = [...bySymbol.values()]
    .flatMap((some) => spread(some, each).map((mutant, at) => ({ mutant, at })))
    .sort((a, b) => a.at - b.at)
    .map(({ mutant }) => mutant);
  const count = left.length;
  const sums = { caught: 0, hang: 0, load: 0, survived: 0 };
  const caught: Caught[] = [];

  /** @returns What to write down, where its tests have all come to their end. */
  async function judged(judge: JudgeApart, mutant: Mutant): Promise<Caught | undefined> {
    const { fileName, mutatorName, replacement } = mutant;
    const text = files[fileName]!;
    const library = { ...files, [fileName]: mutated(text, mutant) };
    const outcomes = await judge.run({ files: library, tests: best }, limit);
    const failed = outcomes.filter((one) => one.failed !== undefined && !red.has(nameOf(one)));
    const kind =
      failed.length === 0
        ? 'survived'
        : outcomes.length < asked.length
          ? 'hang'
          : failed.some(({ name }) => name === LOADS)
            ? 'load'
            : 'caught';
    sums[kind]++;
    if (kind !== 'caught') return undefined;
    const [start, end] = spanOf(text, mutant);
    return {
      file: fileName,
      ...placeOf(fileName, text, mutant),
      was: text.slice(start, end),
      now: replacement,
      how: mutatorName,
      caught: failed.length,
      isOutside: failed.some(({ file }) => fromOutside.has(file)),
      by: [...Map.groupBy(failed, nameOf).values()]
        .slice(0, NAMED)
        .map(([one]) => [one!.file, one!.name]),
    };
  }

  function write(tried: number): void {
    const made = {
      mutants: every.length,
      small: small.length,
      tried,
      tests: asked.length - red.size,
      node: process.version,
    };
    const lines = caught.toSorted(inOrder).map((one) => JSON.stringify(one));
    writeFileSync(
      join(ROOT, `src/faults/caught/${stage}.json`),
      `{"made":${JSON.stringify(made)},"mutants":[\n${lines.join(',\n')}\n]}\n`,
    );
  }

  let done = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left.length > 0) {
        await using judge = new JudgeApart();
        for (let n = 0; n < A_PROCESS && left.length > 0; n++) {
          const found = await judged(judge, left.shift()!);
          if (found) caught.push(found);
          if (++done % WRITTEN === 0) {
            console.log(`${stage}: ${done} of ${count}`, sums);
            write(done);
          }
          if (found === undefined) break; // perhaps it hangs, and takes the others' time
        }
      }
    }),
  );
  write(count);
  console.log(
    `${stage}: ${count} of ${every.length} mutants, ${asked.length - red.size} tests:`,
    sums,
  );
}

for (const stage of stages) await record(stage);
process.exit(); // what a broken library has left running mustn't hold it up
