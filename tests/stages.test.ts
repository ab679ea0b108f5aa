// What a stage changes of the one before is a decision: a file that it does not change is the same
// to the letter.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { manifests, stages } from '../src/book/stages.ts';
import { paths } from './paths.ts';

const sourcesOf = (stage: string): string[] =>
  paths(`code/${stage}/src/**/*.ts`)
    .map((file) => file.slice(`code/${stage}/src/`.length))
    .filter((file) => !file.startsWith('drafts/'));

function difference(
  before: string,
  after: string,
): Record<'same' | 'changed' | 'added' | 'gone', string[]> {
  const text = (stage: string, file: string): string =>
    readFileSync(`code/${stage}/src/${file}`, 'utf8');
  const shared = sourcesOf(after).filter((file) => existsSync(`code/${before}/src/${file}`));
  return {
    same: shared.filter((file) => text(before, file) === text(after, file)),
    changed: shared.filter((file) => text(before, file) !== text(after, file)),
    added: sourcesOf(after).filter((file) => !shared.includes(file)),
    gone: sourcesOf(before).filter((file) => !shared.includes(file)),
  };
}

test.each(
  stages.slice(1).map((stage, at) => ({ stage, before: stages[at]!, ...manifests.get(stage)! })),
)('part $part against the one before', ({ stage, before, makesOfBefore }) => {
  expect(makesOfBefore, `code/${stage}/stage.ts says it`).toBeDefined();
  expect(difference(before, stage)).toMatchObject(makesOfBefore!);
});
