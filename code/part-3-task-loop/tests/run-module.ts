import { spawnSync } from 'node:child_process';

const LIBRARY = new URL('../src/index.ts', import.meta.url).href;

/**
 * Runs a module in a Node of its own, to its end; `LIBRARY` in it stands for ours.
 * @returns What it printed.
 */
export function runModule(code: string, ...options: string[]): string {
  const source = code.replaceAll('LIBRARY', JSON.stringify(LIBRARY));
  const args = [...options, '--input-type=module', '--eval', source];
  const { stdout, stderr, error } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    timeout: 20_000,
  });
  return stdout + stderr + (error ?? '');
}
