// What readers write instead of an exercise's solution: its judge refuses each wrong answer, an
// endless one too, and accepts each right one, which compiles.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { stages } from '../../src/book/stages.ts';
import { readText } from '../../src/plain-text.ts';
import { answered, answersIn } from '../../src/steps/answers.ts';
import { paths } from '../paths.ts';
import { writeFiles } from '../steps/files.ts';
import { Judge, LOADS } from '../steps/judge.ts';

/** So many of each an exercise has when it's done. */
const WANTED = { wrong: 3, right: 2 };
/** An answer that takes longer for one test is refused, in milliseconds. Right ones may take longer. */
const PATIENCE = 15_000;

const judge = new Judge();
afterAll(() => judge[Symbol.asyncDispose]());

const exercises = stages.flatMap((stage) =>
  paths(`code/${stage}/exercises/*/`).map((path) => {
    const folder = path.slice(`code/${stage}/`.length);
    const [exercise, solution, answers] = ['exercise.ts', 'solution.ts', 'answers.md'].map(
      (file) => (existsSync(join(path, file)) ? readText(join(path, file)) : ''),
    );
    const own = { 'exercise.ts': exercise!, 'solution.ts': solution! };
    return {
      path,
      stage,
      folder,
      answers: answersIn(answers!).map((answer) => {
        const [file, ...others] = new Set(answer.edits.map((edit) => edit.file));
        if (others.length > 0 || !(file! in own))
          throw new Error(
            `${path}/answers.md, "${answer.name}": change exercise.ts or solution.ts, and only one of them`,
          );
        return { ...answer, code: answered(own, answer)[file!]! };
      }),
    };
  }),
);

/** What an exercise and its judge may import, by name from the stage's root. */
const filesOf = new Map(
  stages.map((stage) => [
    stage,
    Object.fromEntries(
      paths(`code/${stage}/{src,props,exercises}/**/*.ts`).map((path) => [
        path.slice(`code/${stage}/`.length),
        readText(path),
      ]),
    ),
  ]),
);

// %s, since $path is cut where it's long
describe.each(exercises.map((one) => [one.path, one] as const))(
  '%s',
  (path, { stage, folder, answers }) => {
    const wrong = answers.filter(({ isRight }) => !isRight);
    const right = answers.filter(({ isRight }) => isRight);
    if (wrong.length < WANTED.wrong || right.length < WANTED.right)
      test.todo(
        `${path}/answers.md has ${wrong.length} wrong and ${right.length} right answers: ${WANTED.wrong} and ${WANTED.right} are wanted`,
      );

    const reds = async (code: string, limit?: number): Promise<string[]> => {
      const files = { ...filesOf.get(stage)!, [`${folder}/exercise.ts`]: code };
      const tests = [`${folder}/check.test.ts`];
      const outcomes = await judge.run({ files, tests, untilRed: limit !== undefined }, limit);
      expect(outcomes, 'its judge ran').not.toEqual([]);
      expect(outcomes.filter(({ name }) => name === LOADS)).toEqual([]);
      return outcomes.flatMap(({ name, failed }) => (failed ? [`${name}: ${failed}`] : []));
    };
    test.each(wrong)('wrong: $name', async ({ code }) => {
      expect(await reds(code, PATIENCE)).toHaveLength(1);
    });
    test.each(right)('right: $name', async ({ code }) => {
      expect(await reds(code)).toEqual([]);
    });
  },
);

test.each(stages)('right answers of %s compile', (stage) => {
  const root = join('.cache/answers', stage);
  rmSync(root, { recursive: true, force: true });
  const library = Object.entries(filesOf.get(stage)!).filter(([file]) =>
    /^(src|props)\//.test(file),
  );
  writeFiles(root, {
    ...Object.fromEntries(library),
    ...Object.fromEntries(
      exercises
        .filter((one) => one.stage === stage)
        .flatMap(({ folder, answers }) =>
          answers
            .filter(({ isRight }) => isRight)
            .map(({ code }, at) => [`${folder}-right-${at}/exercise.ts`, code]),
        ),
    ),
  });
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
