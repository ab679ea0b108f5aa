import { globSync } from 'node:fs';

/** What there is by a pattern, sorted, written as it is in addresses on every system. */
export const paths = (pattern: string): string[] =>
  globSync(pattern)
    .map((path) => path.replaceAll('\\', '/').replace(/\/$/, ''))
    .sort();
