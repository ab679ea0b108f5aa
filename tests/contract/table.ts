// Programs of several files, with what they print: the same in the page, watched and unwatched, as
// in Node.
import { join } from 'node:path/posix';
import { expect, test } from 'vitest';
import { ENGINE, runCode } from './engine.ts';

export type Table = Record<
  string,
  [main: string, files: Record<string, string>, stdout: string, stderr?: string]
>;

/** @param table What `programs/main.ts` is, the files beside it, and what that prints. */
export function askAll(table: Table): void {
  test.each(Object.entries(table))('%s', async (_, [main, files, stdout, stderr = '']) => {
    const inFolder = Object.fromEntries(
      Object.entries(files).map(([name, code]) => [join('programs', name), code]),
    );
    for (const trace of ENGINE === 'page' ? [false, true] : [false]) {
      const ran = await runCode(main, inFolder, { trace });
      expect(ran).toMatchObject({
        stdout,
        stderr: stderr === '' ? '' : expect.stringContaining(stderr),
        outcome: { type: 'done', exitCode: stderr === '' ? 0 : 1 },
      });
    }
  });
}
