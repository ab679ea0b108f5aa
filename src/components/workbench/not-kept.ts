// What is said where something could not be kept: of which files, why, and how long it lasts.
import { TooLongError } from '../../store/store.ts';
import { namesOf } from './file-names.ts';

function whyNotKept(error: unknown, what: string): string {
  if (error instanceof TooLongError) return `Not kept: ${what}, longer than 2,000,000 characters.`;
  return (error as Error | undefined)?.name === 'QuotaExceededError'
    ? `Not kept: ${what}. This browser has no room left for it.`
    : `Not kept: ${what}. This browser doesn’t let the book store anything.`;
}

/**
 * @param failures Why, by file.
 * @param ofVersions The same for versions that were put aside.
 * @returns Nothing where there are none.
 */
export function whatIsNotKept(
  failures: Iterable<readonly [file: string, why: unknown]>,
  ofVersions: Iterable<readonly [file: string, why: unknown]> = [],
): string {
  const said: string[] = [];
  for (const [what, all] of [
    ['', failures],
    ['an older version of ', ofVersions],
  ] as const)
    // prettier-ignore
    for (const [, some] of Map.groupBy(all, ([, why]) => whyNotKept(why, '')))
      said.push(whyNotKept(some[0]![1], what + namesOf([...new Set(some.map(([file]) => file))])));
  return said.length > 0 ? [...said, 'It lasts until you close this page.'].join(' ') : '';
}
