// Node loads its type stripper anew in each process, which costs more than all else that a small
// program does. So it strips here, once for all of them, and leaves the text to those processes.
import { hash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL(`../.cache/stripped/${process.version}/`, import.meta.url));

/**
 * What Node is told to find the text of modules that `strip` was given. Its threads are told as well, and
 * what is imported instead of required slows each of them down.
 */
export const STRIPPED = [
  '--require',
  fileURLToPath(new URL('./stripped-hook.cjs', import.meta.url)),
];

/** What Node refuses is left out: it shall say so itself. */
export function strip(sources: Iterable<string>): void {
  mkdirSync(FOLDER, { recursive: true });
  for (const source of sources) {
    const kept = join(FOLDER, `${hash('sha1', source)}.js`);
    if (existsSync(kept)) continue;
    let text: string;
    try {
      text = stripTypeScriptTypes(source);
    } catch {
      continue;
    }
    const draft = `${kept}.${process.pid}`; // tests run side by side
    writeFileSync(draft, text);
    renameSync(draft, kept);
  }
}
