const named = (file: string): string =>
  file
    .split('/')
    .at(-2)!
    .replace(/(^|-)(.)/g, (_, __, first: string) => first.toUpperCase());

/**
 * What each folder here gives, by the name that an author writes.
 *
 * @param found - by file, as `import.meta.glob` finds them: `./real-node/markdown.ts`
 * @returns By component: `RealNode`.
 */
export const byName = <T>(found: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(found).map(([file, what]) => [named(file), what]));
