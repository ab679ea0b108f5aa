// What a program is made of is stripped once for all processes, and they notice nothing of it.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { strip, STRIPPED } from './stripped.ts';

const folder = mkdtempSync(join(tmpdir(), 'tasque-stripped-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { stdout: string; stderr: string; code?: number | undefined };
const run = (flags: string[], main: string): Promise<Ended> => {
  writeFileSync(join(folder, 'main.mts'), main);
  return promisify(execFile)(process.execPath, [...flags, join(folder, 'main.mts')]).catch(
    ({ stdout, stderr, code }: Ended) => ({ stdout, stderr, code }),
  );
};

/** Says whether Node took types off in this process: the text is only told apart by that. */
const LOADED = `
const types: string = process.moduleLoadList.some((name) => name.includes('amaro')) ? 'by Node' : 'before';
console.log(types);
throw new Error('here');`;

test('the text is found, with its lines and columns; what was not stripped before is stripped by Node', async () => {
  const alone = await run([], LOADED);
  expect(alone).toMatchObject({ stdout: 'by Node\n', code: 1 });
  expect(await run(STRIPPED, `${LOADED} // ${process.pid} ${Date.now()}`)).toMatchObject({
    stdout: 'by Node\n',
  });
  strip([LOADED]);
  expect(await run(STRIPPED, LOADED)).toEqual({ ...alone, stdout: 'before\n' });
});

test('what Node refuses it refuses itself, in its own words', async () => {
  const refused = 'enum A { B }';
  strip([refused]);
  const alone = await run([], refused);
  expect(alone.stderr).toContain('ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX');
  expect(await run(STRIPPED, refused)).toEqual(alone);
});
