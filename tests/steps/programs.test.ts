// What a chapter shows can be run by a reader who has built the library as far as that chapter's end.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readText } from '../../src/plain-text.ts';
import { ladderOnDisk, steppedStages } from '../../src/steps/disk.ts';
import { TOO_EARLY, usesDrafts } from '../../src/steps/programs.ts';
import { chapters, named } from '../book/components.ts';
import { paths } from '../paths.ts';
import { under, writeFiles } from './files.ts';

test('programs print their .out on the last state of their chapter', async () => {
  const failed: string[] = [];
  for (const stage of steppedStages()) {
    const { steps, filesAt } = await ladderOnDisk(stage);
    const numberOf = (chapter: string): number =>
      Number(chapters.get(chapter)!.frontMatter.chapter);
    const root = join('.cache/steps', `${stage}-programs`);
    rmSync(root, { recursive: true, force: true });
    for (const { chapter, props } of named('Program', 'Predict')) {
      const [folder, ...rest] = props.of!.split('/');
      const file = `code/${props.of}`;
      const program = readText(file);
      if (folder !== stage || !chapter.startsWith(`${stage}/`) || usesDrafts(program)) continue;
      const built = steps.filter((step) => numberOf(step.chapter) <= numberOf(chapter));
      const here = join(root, String(built.length));
      const name = rest.join('/');
      const playing = paths(`code/${stage}/props/**/*.ts`).map((path) => [
        path.slice(`code/${stage}/`.length),
        readText(path),
      ]);
      writeFiles(here, {
        ...under('src', filesAt(built.length)),
        ...Object.fromEntries(playing),
        [name]: program,
      });
      const { stdout, stderr } = spawnSync(process.execPath, [join(here, name)], {
        encoding: 'utf8',
        timeout: 120_000, // only what hangs takes so long
      });
      if (stdout + stderr !== readText(file.replace(/\.ts$/, '.out'))) failed.push(props.of!);
    }
  }
  expect(failed.sort()).toEqual(TOO_EARLY);
});
