// npm run step: runs the tests of the steps in their order, says what is red first, and does it again
// whenever you save. `npm run step -- --once` does it once. A test that never ends is ended and named.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tell } from './steps.ts';

/** Only what hangs takes so long, in milliseconds: the tests end a sleep themselves, after 20 s. */
const LIMIT = Number(process.env.STEP_LIMIT ?? 30_000);
/** Each test writes its name into this file before it begins (begins.ts). */
const RUNNING = join(mkdtempSync(join(tmpdir(), 'step-')), 'running');

let running: ChildProcess | undefined;

/** @returns Whether all is green. */
async function run(): Promise<boolean> {
  running?.kill('SIGKILL');
  writeFileSync(RUNNING, '');
  // one thread after the other, all of which end with this process: one that hangs hears nothing else
  const child = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--bail=1',
      '--pool=threads',
      '--reporter=./scripts/tell.ts',
    ],
    { stdio: 'inherit', env: { ...process.env, STEP_RUNNING: RUNNING } },
  );
  running = child;
  const watching = setInterval(() => {
    const [step, name] = readFileSync(RUNNING, 'utf8').split('\n');
    if (!name || Date.now() - statSync(RUNNING).mtimeMs < LIMIT) return;
    child.kill('SIGKILL');
    clearInterval(watching);
    tell(
      step!,
      `Red: ${name}\n  It doesn’t end: it was ended after ${LIMIT / 1000} s. Look for a loop that nothing leaves.`,
    );
  }, 200);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(watching);
  return code === 0;
}

if (process.argv.includes('--once')) process.exitCode = (await run()) ? 0 : 1;
else {
  let saved: NodeJS.Timeout | undefined;
  for (const folder of ['src', 'steps'])
    watch(folder, { recursive: true }, () => {
      clearTimeout(saved); // an editor writes more than once
      saved = setTimeout(() => {
        console.log('\n― saved ―\n');
        void run();
      }, 100);
    });
  await run();
  console.log('\nSave a file, and it begins again. Ctrl+C ends it.');
}
