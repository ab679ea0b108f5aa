// The states of each stage are what they claim: each compiles, passes its own tests and fails those of
// the next step, the last one is the stage's src/ and passes all. Wrong answers are refused, right ones
// accepted. Each step is asked its own tests, and not those of all before it: see README.md of src/steps.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readMdx } from '../../src/book/mdx.ts';
import { manifests, stages } from '../../src/book/stages.ts';
import { readText } from '../../src/plain-text.ts';
import { answered, answersIn } from '../../src/steps/answers.ts';
import { ladderOnDisk, stageOnDisk, steppedStages } from '../../src/steps/disk.ts';
import { under, writeFiles, type Files } from './files.ts';
import { Judge, type Outcome } from './judge.ts';

const judge = new Judge();
afterAll(() => judge[Symbol.asyncDispose]());

const reds = (outcomes: readonly Outcome[]): string[] =>
  outcomes.flatMap(({ name, failed }) => (failed ? [`${name}: ${failed}`] : []));

/** What a newcomer can read: an assertion, a name that is missing, or what the tests say themselves. */
const READABLE =
  /^(AssertionError: |TypeError: [\w.()[\]]+ is not a function|SyntaxError: .* does not provide an export named|Error: (the run|the thread|\d+ calls|there is no src\/))/;

describe.each(
  await Promise.all(
    steppedStages().map(async (stage) => {
      const files = stageOnDisk(stage);
      return { stage, files, ladder: await ladderOnDisk(stage, files) };
    }),
  ),
)('$stage', ({ stage, files, ladder }) => {
  const { steps } = ladder;
  const last = steps.length;
  const tested = steps.filter(({ tests }) => tests !== undefined);
  const shared = Object.fromEntries(
    Object.entries(files).filter(([file]) => /^steps\/([^/]+\/)?[^/]+\.ts$/.test(file)),
  );
  const answers = steps.flatMap((step) =>
    answersIn(files[`steps/${step.folder}/answers.md`] ?? '').map((answer) => ({
      ...answer,
      step,
      title: `${step.number}: ${answer.name}`,
    })),
  );
  /** What these files import of what the tests share, and what that imports. */
  const kitsOf = (tests: readonly string[]): string[] => {
    const kits = new Set<string>();
    const add = (file: string): void => {
      for (const [, name] of shared[file]!.matchAll(/from '\.\.?\/([\w-]+\.ts)'/g)) {
        const kit = `steps/${name}`;
        if (kits.has(kit) || !(kit in shared)) continue;
        kits.add(kit);
        add(kit);
      }
    };
    tests.forEach(add);
    return [...kits];
  };
  const ask = (library: Files, tests: readonly string[], untilRed = false): Promise<Outcome[]> =>
    judge.run({ files: { ...shared, ...under('src', library) }, tests, untilRed });

  test('the last state is src/, to the byte', () => {
    const own = Object.entries(files).filter(([file]) => file.startsWith('src/'));
    expect(under('src', ladder.filesAt(last))).toEqual(Object.fromEntries(own));
  });

  test('what the stage before has as well is there at the start as it was finished', () => {
    const before = Object.fromEntries(
      Object.entries(ladder.filesAt(0)).flatMap(([file]) => {
        const path = `code/${stages[stages.indexOf(stage) - 1]}/src/${file}`;
        return file !== 'index.ts' && existsSync(path) ? [[file, readText(path)]] : [];
      }),
    );
    expect(ladder.filesAt(0)).toMatchObject(before);
    expect(Object.keys(before).length > 0).toBe(manifests.get(stage)!.goesOn !== undefined);
  });

  test('what it goes on from: the tests up to a step pass at the start, and no more', async () => {
    const goesOn = manifests.get(stage)!.goesOn;
    if (!goesOn) return;
    expect(goesOn.from).toBe(stages[stages.indexOf(stage) - 1]);
    const its = stageOnDisk(goesOn.from);
    const all = (await ladderOnDisk(goesOn.from, its)).steps;
    const last = all.findIndex(({ folder }) => folder === goesOn.passes);
    expect(last).toBeGreaterThanOrEqual(0);
    const ask = async (of: typeof all): Promise<string[]> => {
      const library = under('src', ladder.filesAt(0));
      const tests = of.flatMap(({ tests = [] }) => tests);
      return reds(await judge.run({ files: { ...its, ...library }, tests }));
    };
    expect(await ask(all.slice(0, last + 1))).toEqual([]);
    const next = all.slice(last + 1).filter(({ tests }) => tests !== undefined);
    if (next.length > 0) expect(await ask(next.slice(0, 1))).not.toEqual([]);
  });

  test('each step names a chapter, and none one before that of the step before', () => {
    const numbers = steps.map(({ chapter }) => {
      const file = `content/${chapter}.mdx`;
      return Number(readMdx(readText(file), file).frontMatter.chapter);
    });
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });

  test('what to build is said in two to four sentences', () => {
    const counts = steps.map(({ folder, what }) => {
      const sentences = what.replaceAll(/`[^`]*`/g, '').match(/[.?!](?=\s|$)/g);
      return [folder, sentences?.length ?? 0] as const;
    });
    expect(counts.filter(([, count]) => count < 2 || count > 4)).toEqual([]);
  });

  test('each step with tests has two or three hints, and none of them is a line of its code', () => {
    const lines = (library: Files): string[] =>
      Object.values(library).flatMap((text) => text.split('\n').map((line) => line.trim()));
    const bad = tested.flatMap(({ folder, number }) => {
      const hints = (files[`steps/${folder}/hints.md`] ?? '').split(/^- /m).slice(1);
      const before = new Set(lines(ladder.begunAt(number)));
      const code = [...new Set(lines(ladder.filesAt(number)))].filter(
        (line) => line.length > 12 && !before.has(line),
      );
      const told = code.filter((line) => hints.some((hint) => hint.includes(line)));
      return hints.length < 2 || hints.length > 3 || told.length > 0
        ? [{ folder, hints: hints.length, told }]
        : [];
    });
    expect(bad).toEqual([]);
  });

  test('all states compile, with their own tests, and so do right answers', () => {
    const root = join('.cache/steps', stage);
    const libraries: [name: string, library: Files, tests: string[]][] = [
      ...Array.from({ length: last + 1 }, (_, n): [string, Files, string[]] => [
        String(n),
        ladder.filesAt(n),
        n === last ? tested.map((step) => step.tests!) : [steps[n - 1]?.tests ?? []].flat(),
      ]),
      ...answers
        .filter(({ isRight }) => isRight)
        .map((answer, at): [string, Files, string[]] => [
          `${answer.step.number}-right-${at}`,
          answered(ladder.filesAt(answer.step.number), answer),
          [],
        ]),
    ];
    rmSync(root, { recursive: true, force: true });
    for (const [name, library, tests] of libraries) {
      const kept = [...kitsOf(tests), ...tests];
      writeFiles(join(root, name), {
        ...under('src', library),
        ...Object.fromEntries(kept.map((file) => [file, shared[file]!])),
      });
    }
    writeFileSync(
      join(root, 'tsconfig.json'),
      JSON.stringify({ extends: `../../../code/${stage}/tsconfig.json`, include: ['.'] }),
    );
    const { stdout, status } = spawnSync(
      process.execPath,
      ['node_modules/@typescript/native/bin/tsc', '-p', root],
      { encoding: 'utf8' },
    );
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });

  test.each(tested)('$number, $title: green with its step', async ({ number, tests }) => {
    const outcomes = await ask(ladder.filesAt(number), [tests!]);
    expect(outcomes).not.toEqual([]);
    expect(reds(outcomes)).toEqual([]);
  });

  test.each(tested)('$number, $title: red before it, and it can be read', async (step) => {
    const red = (await ask(ladder.begunAt(step.number), [step.tests!])).filter(
      ({ failed }) => failed,
    );
    expect(red).not.toEqual([]);
    expect(red.filter(({ failed }) => !READABLE.test(failed!))).toEqual([]);
  });

  test('the last state passes the tests of all steps', async () => {
    const outcomes = await ask(
      ladder.filesAt(last),
      tested.map((step) => step.tests!),
    );
    expect(reds(outcomes)).toEqual([]);
  });

  const upTo = (number: number): string[] =>
    tested.filter((step) => step.number <= number).map((step) => step.tests!);
  const startsThreads = (tests: string): boolean => files[tests]!.includes('ThreadedExecutor');

  test.each(answers.filter(({ isRight }) => !isRight))('wrong, $title', async (answer) => {
    const { number } = answer.step;
    const tests = upTo(number).toReversed();
    const red = reds(await ask(answered(ladder.filesAt(number), answer), tests, true));
    expect(red).toHaveLength(1);
    expect(red[0]).not.toMatch(/it hangs|Cannot read properties/);
  });

  // threads cost more than all else: those that are not about them are not asked what starts some
  test.each(answers.filter(({ isRight }) => isRight))('right, $title', async (answer) => {
    const { number, tests: own } = answer.step;
    const tests = upTo(number).filter((each) => each === own || !startsThreads(each));
    expect(reds(await ask(answered(ladder.filesAt(number), answer), tests))).toEqual([]);
  });
});
