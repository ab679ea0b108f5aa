// `npm run mutation:caught -- [STAGE…] [--each N] [--all]`: breaks the finished code of a stage in every small
// way, has the stage's own tests judge each, and writes down which of them caught it: src/faults/caught/STAGE.json.
// The site chooses its faults from that. What it would never choose is left out, but for `--all`. `--each N` breaks
// no symbol in more than N ways, spread over it.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { symbolsIn } from '../../src/book/cut.ts';
import type { Caught } from '../../src/faults/caught.ts';
import { isSmall } from '../../src/faults/choose.ts';
import { ROOT } from '../../src/steps/disk.ts';
import { LOADS, type Outcome, type Told } from '../steps/judge.ts';
import { hasRun } from './has-run.ts';
import { JudgeApart } from './judge-apart.ts';
import { mutantsOf, mutated, spanOf, type Mutant } from './mutants.ts';

/** So many libraries a process: what one has left running there mustn't last. */
const A_PROCESS = 10;
/** A test that takes so long, and so many times as long as its file does on the book's library, hangs; in milliseconds. */
const LIMIT = { ms: 20_000, times: 4 };
/** So many of the tests that caught it are named: first those that use what the library exports, the quickest first. */
const NAMED = 3;
/** After so many mutants what is known so far is written down. */
const WRITTEN = 10;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { each: { type: 'string' }, all: { type: 'boolean' } },
});
const each = Number(values.each ?? Infinity);
const all = globSync('code/*/stage.ts', { cwd: ROOT })
  .map((path) => path.split(/[\\/]/)[1]!)
  .sort();
const stages = positionals.length > 0 ? positionals : all;

const read = (stage: string): Record<string, string> => {
  const root = join(ROOT, 'code', stage);
  const names = globSync('{src,tests,steps,props,programs}/**/*.ts', { cwd: root });
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
/** Is asked of what the stage's own tests leave to those of its steps. */
const isOfStep = (name: string): boolean => /^steps\/.*\.test\.ts$/.test(name);

/** Whether a file of tests uses nothing of the library but what it exports. */
const isFromOutside = (text: string): boolean => !/from '(?:\.\.\/)+src\/(?!index\.ts')/.test(text);

/** Those of each text: they're asked for again with each mutant. */
const known = new Map<string, ReturnType<typeof symbolsIn>>();
/** The innermost symbol around a mutant, where in it it begins, and its text. */
function placeOf(name: string, text: string, mutant: Mutant): Place {
  const [start, end] = spanOf(text, mutant);
  const symbols = known.get(text) ?? symbolsIn(text, name);
  known.set(text, symbols);
  const around = symbols.findLast((one) => one.start <= start && one.end >= end);
  return around
    ? {
        symbol: around.name,
        at: start - around.start,
        around: text.slice(around.start, around.end),
      }
    : { symbol: '', at: start, around: '' };
}
interface Place {
  symbol: string;
  at: number;
  around: string;
}

/** The texts of all symbols of the stage before, whose faults are its own. */
function textsBefore(stage: string): Set<string> {
  const before = all[all.indexOf(stage) - 1];
  return new Set(
    Object.entries(before === undefined ? {} : read(before))
      .filter(([name]) => name.startsWith('src/'))
      .flatMap(([name, text]) =>
        symbolsIn(text, name).map((one) => text.slice(one.start, one.end)),
      ),
  );
}

/** No more than that of all, at equal distances. */
const spread = <T>(all: readonly T[], most: number): T[] =>
  all.length <= most
    ? [...all]
    : Array.from({ length: most }, (_, n) => all[Math.floor(((n + 0.5) * all.length) / most)]!);

const placeIn = ({ file, symbol, at, now }: Caught): unknown[] => [file, symbol, at, now];
function inOrder(a: Caught, b: Caught): number {
  const [one, other] = [placeIn(a), placeIn(b)];
  const n = one.findIndex((value, n) => value !== other[n]);
  return n < 0 ? 0 : (one[n] as string) < (other[n] as string) ? -1 : 1;
}

async function record(stage: string): Promise<void> {
  const files = read(stage);
  const tests = Object.keys(files).filter((name) => isAsked(name) || isOfStep(name));
  const slow = new Map<string, number>();
  const ran = new Map<string, Told['ran']>();
  const asked: Outcome[] = [];
  {
    await using judge = new JudgeApart();
    for (const test of tests) {
      const began = performance.now();
      const told = await judge.ask({ files, tests: [test], isWatched: true });
      slow.set(test, performance.now() - began);
      ran.set(test, told.ran);
      asked.push(...told.outcomes);
    }
  }
  // what looks for files of its own finds none beside a library in memory
  const nameOf = ({ file, name }: Outcome): string => `${file}: ${name}`;
  // nor does it count what a page has not
  const red = new Set(
    asked
      .filter(({ name, failed }) => failed !== undefined || name.endsWith('(sockets)'))
      .map(nameOf),
  );
  if (red.size > 0) console.log(`${stage}: not asked, red as it is or on sockets:`, [...red]);
  const fromOutside = new Set(tests.filter((test) => isFromOutside(files[test]!)));
  const rank = (test: string): number => (fromOutside.has(test) ? 0 : 1e9) + slow.get(test)!;
  const best = tests.toSorted((a, b) => rank(a) - rank(b));
  const sizes = Map.groupBy(asked, ({ file }) => file);

  const state = Object.entries(files)
    .filter(([name]) => isBroken(name))
    .map(([name, content]) => ({ name, content, mutate: true }));
  const every = await mutantsOf(state);
  const before = textsBefore(stage);
  const small = every.filter((mutant) => {
    const text = files[mutant.fileName]!;
    const { symbol, around } = placeOf(mutant.fileName, text, mutant);
    const change = { was: text.slice(...spanOf(text, mutant)), how: mutant.mutatorName };
    return symbol !== '' && !before.has(around) && isSmall(change);
  });
  const bySymbol = Map.groupBy(values.all ? every : small, (mutant) => {
    const { fileName } = mutant;
    return `${fileName} ${placeOf(fileName, files[fileName]!, mutant).symbol}`;
  });
  /** The tests that run what is broken. */
  const reach = (mutant: Mutant): string[] => {
    const [at] = spanOf(files[mutant.fileName]!, mutant);
    const all = best.filter((test) => hasRun(ran.get(test)![mutant.fileName] ?? [], at));
    return all.some(isAsked) ? all.filter(isAsked) : all;
  };
  const cost = (tests: readonly string[]): number =>
    tests.reduce((sum, test) => sum + slow.get(test)!, 0);
  const toTry = [...bySymbol.values()]
    .flatMap((some) => spread(some, each))
    .map((mutant) => ({ mutant, reached: reach(mutant) }))
    .map((one) => ({ ...one, cost: cost(one.reached) }));
  // of each file one, and then of each another one, the quickest first: so what is there of a run that was
  // stopped is of all of it
  const left = [...Map.groupBy(toTry, ({ mutant }) => mutant.fileName).values()]
    .flatMap((some) => some.sort((a, b) => a.cost - b.cost).map((one, at) => ({ ...one, at })))
    .sort((a, b) => a.at - b.at || a.cost - b.cost);
  const count = left.length;
  const sums = { caught: 0, hang: 0, load: 0, survived: 0 };
  const caught: Caught[] = [];

  /** @returns What is red, and was green before; nothing if something hangs or can't be loaded. */
  async function redOn(
    judge: JudgeApart,
    library: Readonly<Record<string, string>>,
    tests: readonly string[],
  ): Promise<Outcome[] | 'hang' | 'load'> {
    const found: Outcome[] = [];
    for (const test of tests) {
      const limit = Math.max(LIMIT.ms, LIMIT.times * slow.get(test)!);
      const { outcomes } = await judge.ask({ files: library, tests: [test] }, limit);
      if (outcomes.some(({ name }) => name === LOADS)) return 'load';
      if (outcomes.length < (sizes.get(test)?.length ?? 0)) return 'hang';
      found.push(...outcomes.filter((one) => one.failed !== undefined && !red.has(nameOf(one))));
    }
    return found;
  }

  /** What is red has to be so again, and green without what is broken: a busy machine is no reason. */
  async function redTwice(
    judge: JudgeApart,
    library: Readonly<Record<string, string>>,
    tests: readonly string[],
  ): Promise<Outcome[] | 'hang' | 'load'> {
    const first = await redOn(judge, library, tests);
    if (typeof first === 'string' || first.length === 0) return first;
    const again = tests.filter((test) => first.some(({ file }) => file === test));
    const without = await redOn(judge, files, again);
    const second = await redOn(judge, library, again);
    if (typeof without === 'string' || typeof second === 'string') return 'hang';
    const both = new Set(second.map(nameOf)).difference(new Set(without.map(nameOf)));
    return first.filter((one) => both.has(nameOf(one)));
  }

  /** @returns What to write down, where its tests have all come to their end. */
  async function judged(
    judge: JudgeApart,
    mutant: Mutant,
    reached: readonly string[],
  ): Promise<Caught | 'hang' | undefined> {
    const { fileName, mutatorName, replacement } = mutant;
    const text = files[fileName]!;
    const library = { ...files, [fileName]: mutated(text, mutant) };
    const failed = await redTwice(judge, library, reached);
    const kind = typeof failed === 'string' ? failed : failed.length === 0 ? 'survived' : 'caught';
    sums[kind]++;
    if (failed === 'hang') return failed;
    if (failed === 'load' || failed.length === 0) return undefined;
    const [start, end] = spanOf(text, mutant);
    const { symbol, at } = placeOf(fileName, text, mutant);
    return {
      file: fileName,
      symbol,
      at,
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

  let tried = 0;
  while (left.length > 0) {
    await using judge = new JudgeApart();
    for (let n = 0; n < A_PROCESS && left.length > 0; n++) {
      const { mutant, reached } = left.shift()!;
      const found = await judged(judge, mutant, reached);
      if (typeof found === 'object') caught.push(found);
      if (++tried % WRITTEN === 0) {
        console.log(`${stage}: ${tried} of ${count}`, sums);
        write(tried);
      }
      if (found === 'hang') break; // it would take the others' time
    }
  }
  write(count);
  console.log(
    `${stage}: ${count} of ${every.length} mutants, ${asked.length - red.size} tests:`,
    sums,
  );
}

for (const stage of stages) await record(stage);
process.exit(); // what a broken library has left running mustn't hold it up
