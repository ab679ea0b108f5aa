import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const FOLDER = '.cache/watchdog';
const BIN = resolve('node_modules/vitest/vitest.mjs');

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

function runWith(test: string): { status: number | null; said: string } {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(
    `${FOLDER}/vitest.config.ts`,
    `import { Watchdog } from '../../tests/watchdog.ts';
export default { test: { name: 'here', reporters: ['default', new Watchdog(1500)] } };`,
  );
  writeFileSync(`${FOLDER}/one.test.ts`, `import { test } from 'vitest';\n${test}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'run'], {
    cwd: FOLDER,
    encoding: 'utf8',
    timeout: 300_000,
  });
  return { status, said: stdout + stderr };
}

test('a file whose thread sleeps for ever ends the run, which says its name', () => {
  const asleep = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)';
  const { status, said } = runWith(`test('asleep', () => void ${asleep});`);
  expect(said).toContain('Nothing has come from here one.test.ts for 1.5 seconds');
  expect(status).toBe(1);
});

test('a file that takes long, and tells of its tests, does not', () => {
  const slow = 'async () => void (await new Promise((over) => setTimeout(over, 700)))';
  const { status, said } = runWith(`for (let i = 0; i < 4; i++) test(\`slow \${i}\`, ${slow});`);
  expect(said).not.toContain('Nothing has come');
  expect(status).toBe(0);
});
