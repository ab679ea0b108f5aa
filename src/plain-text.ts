// A text file as all of the project reads it: some editors and systems put a byte order mark first,
// and end lines by CR LF.
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const plainText = (text: string): string => text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');

export const readText = (file: string): string => plainText(readFileSync(file, 'utf8'));

/** Vite plugin: what is imported by `?raw` is plain text. */
export function rawText(): Plugin {
  return {
    name: 'tasque:raw-text',
    enforce: 'pre',
    load(id) {
      const [file, query] = id.split('?');
      if (query !== 'raw' || id.startsWith('\0')) return undefined;
      this.addWatchFile(file!);
      return `export default ${JSON.stringify(readText(file!))}`;
    },
  };
}
