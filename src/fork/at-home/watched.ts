// Runs the tests of the steps. One that never ends is ended from outside, and named.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Only what hangs takes so long, in milliseconds: the tests end a sleep themselves, after 20 s. */
const LIMIT = Number(process.env.STEP_LIMIT ?? 30_000);
const FOLDER = mkdtempSync(join(tmpdir(), 'step-'));
/** Each test writes its name into this file before it begins (begins.ts). */
const RUNNING = join(FOLDER, 'running');

export interface Run {
  /** Whether all is green; a test that never ended is named. */
  ended: Promise<{ isGreen: boolean; endless?: { step: string; red: string } }>;
  end(): void;
}

const running = new Set<Run>();
process.on('exit', () => {
  for (const run of running) run.end();
  rmSync(FOLDER, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(1));

/** @param args For Vitest. */
export function testsRun(...args: readonly string[]): Run {
  writeFileSync(RUNNING, '');
  // one thread after the other, all of which end with this process: one that hangs hears nothing else
  const child = spawn(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--pool=threads', ...args],
    { stdio: 'inherit', env: { ...process.env, STEP_RUNNING: RUNNING } },
  );
  let endless: { step: string; red: string } | undefined;
  const watching = setInterval(() => {
    const [step, name] = readFileSync(RUNNING, 'utf8').split('\n');
    if (!name || Date.now() - statSync(RUNNING).mtimeMs < LIMIT) return;
    endless = {
      step: step!,
      red: `Red: ${name}\n  It doesn’t end, so we ended it after ${LIMIT / 1000} s. Look for a loop that never exits.`,
    };
    run.end();
  }, 200);
  const run: Run = {
    ended: new Promise((resolve) =>
      child.on('close', (code) => {
        clearInterval(watching);
        running.delete(run);
        if (code === null && process.stdout.isTTY) process.stdout.write('\u001B[?25h'); // the cursor
        resolve({ isGreen: code === 0, ...(endless && { endless }) });
      }),
    ),
    end: () => {
      clearInterval(watching);
      child.kill('SIGKILL');
    },
  };
  running.add(run);
  return run;
}
