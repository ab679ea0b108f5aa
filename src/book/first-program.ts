// The first thing in a chapter that can be run.
import { elementsIn, shows } from './mdx.ts';
import { written } from './written.ts';

/** @returns The program, from `code/` on; of an exercise, the file that is written. */
export function firstProgram(chapter: string): string | undefined {
  const first = elementsIn(written(chapter)).find((element) => shows(element) !== undefined);
  if (!first) return undefined;
  const of = String(first.attributes.of);
  return shows(first) === 'exercise' ? `${of}/exercise.ts` : of;
}
