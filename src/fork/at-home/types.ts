// What `npm run step` says of types: of what is green, since what isn't built yet has none.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { waitFor } from './brings.ts';

/**
 * @param passed How many steps are green.
 * @param stop Aborted when its answer isn't wanted any more.
 * @returns What is wrong, in a sentence, or nothing.
 */
export async function wrongTypes(passed: number, stop: AbortSignal): Promise<string> {
  const found = await checked(stop);
  const early = waitFor(passed);
  const errors = found.filter(({ file }) => {
    if (early.has(file)) return false;
    const [, step] = /^steps\/(\d\d)-/.exec(file) ?? [];
    return file.startsWith('src/') || Number(step) <= passed;
  });
  const [first] = errors;
  if (!first) return '';
  const where = `at ${first.file}:${first.line}: ${first.message}`;
  return `The tests can’t see types: ${errors.length === 1 ? `one is wrong, ${where}` : `${errors.length} are wrong, the first ${where}`}`;
}

interface Wrong {
  file: string;
  line: string;
  message: string;
}

const checked = (stop: AbortSignal): Promise<Wrong[]> =>
  new Promise((resolve) => {
    const isShell = process.platform === 'win32'; // there it's a script for one
    const child = spawn(join('node_modules', '.bin', 'tsc'), ['--noEmit', '--pretty', 'false'], {
      shell: isShell,
      stdio: ['ignore', 'pipe', 'ignore'],
      signal: stop,
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', () => resolve([])); // without a compiler nothing is known of types
    child.on('close', () =>
      resolve(
        [...said.matchAll(/^(\S.*?)\((\d+),\d+\): error TS\d+: (.+)$/gm)].map(
          ([, file, line, message]) => ({
            file: file!.replaceAll('\\', '/'),
            line: line!,
            message: message!,
          }),
        ),
      ),
    );
  });
