// The first thing in a chapter that can be run.
import { elementsIn } from './mdx.ts';
import { written } from './written.ts';

/** @returns The program, from `code/` on; of an exercise, the file that is written. */
export function firstProgram(chapter: string): string | undefined {
  const first = elementsIn(written(chapter)).find(({ name }) =>
    /^(Program|Predict|Exercise)$/.test(name),
  );
  if (!first) return undefined;
  const of = String(first.attributes.of);
  return first.name === 'Exercise' ? `${of}/exercise.ts` : of;
}
