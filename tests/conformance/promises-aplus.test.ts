// A future of a hosted loop is a promise, as far as anybody can tell.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('the suite of Promises/A+ passes', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    'tests/conformance/promises-aplus.ts',
  ]);
  expect(JSON.parse(stdout)).toEqual({ passed: 872, failed: [] });
});
