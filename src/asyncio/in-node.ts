// Plays scenarios in a Node of their own.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { programOf, type Begin } from './traces.ts';

/**
 * @param asyncio The folder of these files, as a program in this folder imports from it.
 * @param library Where the library is imported from.
 * @param isBeyond True to have the scenarios about time, groups and locks, too.
 */
export const inNode =
  (asyncio?: string, library?: string, isBeyond?: boolean): Begin =>
  ({ ids, tell, signal }) =>
    new Promise((resolve) => {
      const program = programOf(ids, asyncio, library, isBeyond);
      const child = spawn(
        process.execPath,
        ['--no-warnings', '--input-type=module', '--eval', program],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );
      const end = (): void => void child.kill('SIGKILL'); // a loop that spins hears nothing else
      signal.addEventListener('abort', end, { once: true });
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
      createInterface({ input: child.stdout }).on('line', tell);
      child.on('close', (code) => {
        signal.removeEventListener('abort', end);
        const error = /^\w*Error\b.*$/m.exec(said)?.[0];
        resolve(code === 0 ? '' : (error ?? said.trim()));
      });
    });
