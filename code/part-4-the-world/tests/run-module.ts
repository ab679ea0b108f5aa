import { test } from 'vitest';

const LIBRARY = new URL('../src/index.ts', import.meta.url).href;

/** A test of what only Node has: processes, and threads that die. On a page it is skipped. */
export const testInNode = test.runIf(
  globalThis.process?.getBuiltinModule?.('node:child_process') !== undefined,
);

/**
 * Runs a module in a Node of its own, to its end; `LIBRARY` in it stands for ours.
 * @returns What it printed.
 */
export function runModule(code: string, ...options: string[]): string {
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const source = code.replaceAll('LIBRARY', JSON.stringify(LIBRARY));
  const args = [...options, '--input-type=module', '--eval', source];
  const { stdout, stderr, error } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    timeout: 60_000, // only what hangs takes so long
  });
  return stdout + stderr + (error ?? '');
}
