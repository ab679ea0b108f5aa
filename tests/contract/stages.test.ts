// Every program and every test suite of every stage does in an engine what it does in Node.
import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENGINE, lacksUsing, run, someOf, stageFiles, useEngine } from './engine.ts';
import { expectedOf } from './otherwise.ts';
import { readText } from '../../src/plain-text.ts';

useEngine();

const partsOf = (path: string): { stage: string; entry: string } => {
  const [, stage, ...rest] = path.split('/');
  return { stage: stage!, entry: rest.join('/') };
};

test.each(someOf(globSync('code/*/programs/*.ts').sort()))('%s prints its .out', async (path) => {
  const { stage, entry } = partsOf(path);
  const ran = await run({ files: stageFiles(stage), entry });
  if (await lacksUsing(ran, readText(path))) return;
  const { stdout, stderr, outcome } = ran;
  expect({ stdout, stderr, outcome }).toEqual({
    stdout: expectedOf(path, stdout),
    stderr: '',
    outcome: { type: 'done', exitCode: 0 },
  });
});

test.each(globSync('code/*/tests/*.test.ts').sort())(
  '%s passes; what needs Node is skipped by name',
  async (path) => {
    const { stage, entry } = partsOf(path);
    const ran = await run({
      files: stageFiles(stage),
      entry,
      mode: 'tests',
    });
    if (await lacksUsing(ran, readText(path))) return;
    const { events, outcome, stderr } = ran;
    const results = events.flatMap((event) => (event.type === 'test' ? [event.result] : []));
    expect(
      results.filter(({ state }) => state === 'failed'),
      stderr,
    ).toEqual([]);
    expect({ outcome, stderr }).toMatchObject({ outcome: { type: 'done', exitCode: 0 } });
    const skipped = results
      .filter(({ state }) => state === 'skipped')
      .map(({ path }) => path.at(-1)!);
    const meant = [...readText(path).matchAll(/^testInNode(?:\.each\(.*\))?\(\s*'([^'%]*)/gm)].map(
      ([, title]) => title!,
    );
    expect(skipped.filter((name) => !meant.some((title) => name.startsWith(title)))).toEqual([]);
    if (ENGINE === 'page')
      expect(meant.filter((title) => !skipped.some((name) => name.startsWith(title)))).toEqual([]);
    expect(results.length).toBeGreaterThan(skipped.length);
  },
);

test.each(someOf(globSync('code/*/exercises/*/').sort()))(
  '%s: the judge says no to the exercise, and yes to the solution',
  async (path) => {
    const { stage, entry: folder } = partsOf(path);
    const files = stageFiles(stage);
    const judge = async (attempt: string) => {
      const entry = `${folder}/check.test.ts`.replace('//', '/');
      const { outcome } = await run({
        files: { ...files, [`${folder}/exercise.ts`.replace('//', '/')]: attempt },
        entry,
        mode: 'tests',
      });
      return outcome;
    };
    const at = (name: string): string => files[`${folder}/${name}`.replace('//', '/')]!;
    expect(await judge(at('exercise.ts'))).toEqual({ type: 'done', exitCode: 1 });
    expect(await judge(at('solution.ts'))).toEqual({ type: 'done', exitCode: 0 });
  },
);
