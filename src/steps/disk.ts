// The stages that are built in steps, as they are on the disk.
import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readText } from '../plain-text.ts';
import { ladderOf, type Ladder } from './ladder.ts';

export const ROOT = resolve(import.meta.dirname, '../..');

const paths = (pattern: string, cwd: string): string[] =>
  globSync(pattern, { cwd })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();

/** The stages that have steps. */
export const steppedStages = (): string[] =>
  paths('code/*/steps/', ROOT).map((path) => path.split('/')[1]!);

/** A stage's library and steps, by name from its root. Drafts are no part of the library. */
export function stageOnDisk(stage: string): Record<string, string> {
  const root = join(ROOT, 'code', stage);
  return Object.fromEntries(
    paths(
      '{src/{,!(drafts)/**/}*.ts,steps/*.ts,steps/*/*.{ts,md},steps/woven/**/*.woven}',
      root,
    ).map((file) => [file, readText(join(root, file))]),
  );
}

export async function ladderOnDisk(
  stage: string,
  files: Readonly<Record<string, string>> = stageOnDisk(stage),
): Promise<Ladder> {
  const manifest = pathToFileURL(join(ROOT, 'code', stage, 'stage.ts')).href;
  const { default: said } = (await import(manifest)) as { default: { given?: readonly string[] } };
  return ladderOf(files, said.given);
}
