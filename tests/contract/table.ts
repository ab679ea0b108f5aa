// Programs of several files, with what they print: the same in the page, watched and unwatched, as
// in Node.
import { join } from 'node:path/posix';
import { expect, test } from 'vitest';
import { ENGINE, runCode } from './engine.ts';
import { expected } from './otherwise.ts';

export type Table = Record<
  string,
  [main: string, files: Record<string, string>, stdout: string, stderr?: string]
>;

/** @param table What `programs/main.ts` is, the files beside it, and what that prints. */
export function askAll(table: Table): void {
  test.each(Object.entries(table))('%s', async (name, [main, files, stdout, stderr = '']) => {
    const inFolder = Object.fromEntries(
      Object.entries(files).map(([name, code]) => [join('programs', name), code]),
    );
    for (const trace of ENGINE === 'page' ? [false, true] : [false]) {
      const ran = await runCode(main, inFolder, { trace });
      const told = ran.stderr.includes(stderr) && stderr !== '' ? stderr : ran.stderr;
      expect({ ...ran, stderr: told }).toMatchObject({
        stdout: expected(name, stdout, ran.stdout),
        stderr: expected(`${name}: stderr`, stderr, told),
        outcome: { type: 'done', exitCode: stderr === '' ? 0 : 1 },
      });
    }
  });
}
