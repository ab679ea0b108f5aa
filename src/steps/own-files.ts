// Files of a reader's own in their library: how they may be called, and what follows a new name.
import type { Files } from './workspace.ts';

/** What steps are made of, and what a reader may add to it: from the stage's root. Drafts are none of it. */
export const isOfLibrary = (file: string): boolean =>
  /^src\/(?!drafts\/)([A-Za-z][\w-]*\/)?[A-Za-z][\w-]*\.ts$/.test(file);

/** Where a module is imported, or what it exports is passed on. */
const SPECIFIER = /(\b(?:from|import)\s*\(?\s*(['"]))(\.{1,2}\/[^'"\n]+)(?=\2)/g;

/**
 * A library in which a file has another name, and is imported by that.
 * @param from From the stage's root, as `to`.
 */
export function renamedIn(library: Files, from: string, to: string): Record<string, string> {
  const nameOf = (file: string): string => (file === from ? to : file);
  return Object.fromEntries(
    Object.entries(library).map(([file, text]) => {
      const renamed = text.replace(SPECIFIER, (all, before: string, _quote, to: string) => {
        const its = resolved(file, to);
        const isOther = nameOf(its) !== its || nameOf(file) !== file;
        return isOther && its in library ? before + between(nameOf(file), nameOf(its)) : all;
      });
      return [nameOf(file), renamed];
    }),
  );
}

const resolved = (file: string, specifier: string): string =>
  new URL(specifier, `file:///${file}`).pathname.slice(1);

/** How one file names another: `../errors.ts`. */
function between(file: string, other: string): string {
  const from = file.split('/').slice(0, -1);
  const to = other.split('/');
  while (from.length > 0 && from[0] === to[0]) {
    from.shift();
    to.shift();
  }
  return `${from.length > 0 ? '../'.repeat(from.length) : './'}${to.join('/')}`;
}

/** A name for a file that makes room for another one: `src/handle-mine.ts`. */
export function asideOf(file: string, isTaken: (name: string) => boolean): string {
  for (let n = 1; ; n++) {
    const name = file.replace(/\.ts$/, `-mine${n > 1 ? `-${n}` : ''}.ts`);
    if (!isTaken(name)) return name;
  }
}
