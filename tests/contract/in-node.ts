// Small programs that are run in an engine and in Node itself, which is the judge.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { strip, STRIPPED } from '../stripped.ts';
import { lacksUsing, runCode } from './engine.ts';
import { comparable, expected } from './otherwise.ts';

/** What Node prints of it, and its exit code. */
export function inNode(code: string): { stdout: string; exitCode: number } {
  const folder = mkdtempSync(join(tmpdir(), 'tasque-node-'));
  try {
    const file = join(folder, 'main.mts');
    writeFileSync(file, code);
    strip([code]);
    try {
      return {
        stdout: execFileSync(process.execPath, [...STRIPPED, file], {
          encoding: 'utf8',
          stdio: 'pipe',
        }),
        exitCode: 0,
      };
    } catch (error) {
      const { stdout, status } = error as { stdout: string; status: number };
      return { stdout, exitCode: status };
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Programs of one text, with a line of dashes between two of them. */
export const split = (programs: string): string[] =>
  programs.split('\n---\n').map((code) => code.trim());

/** It prints the same, and ends the same way; or it's refused where that is said of `using`. */
export async function same(code: string): Promise<void> {
  const there = inNode(code);
  const ran = await runCode(code);
  if (await lacksUsing(ran, code)) return;
  const { stdout, stderr, outcome } = ran;
  const here = comparable(stdout);
  expect({ stdout: here, outcome }, stderr).toEqual({
    stdout: expected(expect.getState().currentTestName!, comparable(there.stdout), here),
    outcome: { type: 'done', exitCode: there.exitCode },
  });
}
