// How long a program takes whose point is that it takes long: what an author promises of it.
import { AuthorError } from './author-error.ts';

export interface Bounds {
  /** In seconds. No machine is faster than what a program sleeps. */
  least: number;
  most: number;
}

/**
 * @param time As `2-4` in seconds; `true` promises nothing.
 * @throws {AuthorError} if it's neither.
 */
export function boundsOf(time: string | boolean): Bounds | undefined {
  if (typeof time === 'boolean') return undefined;
  const [, least, most] = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(time) ?? [];
  if (Number(least) < Number(most)) return { least: Number(least), most: Number(most) };
  throw new AuthorError(
    `time="${time}" isn't from how many seconds to how many: write it as time="2-4"`,
  );
}
