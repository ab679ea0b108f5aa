// What <Program> and <Predict> have in common: a program as its box takes it.
import { AuthorError } from '../../../book/author-error.ts';
import { highlight } from '../../../book/highlight.ts';
import { program, type Program } from '../../../book/programs.ts';
import { knobsIn, type Knob } from '../../knobs/knobs.ts';

interface Runnable extends Program {
  html: string;
  /** The program that its timeline can be compared with, from the stage's root. */
  against: string | undefined;
  /** The constants of it that a reader may turn. */
  knobs: readonly Knob[];
}

/**
 * @param of The program, and that to compare it with, from `code/` on.
 * @throws {AuthorError} if one is missing, or they are of two stages; if a line of it that would name a
 *   knob doesn't.
 */
export async function runnable(of: string, against?: string): Promise<Runnable> {
  const found = program(of);
  const other = against === undefined ? undefined : program(against);
  if (other && other.stage !== found.stage)
    throw new AuthorError(`against="${against}" is of another stage than ${of}`);
  const knobs = knobsIn(found.code, (line, why) => {
    throw new AuthorError(`code/${of}:${line}: ${why}`);
  });
  return { ...found, knobs, html: await highlight(found.code.trimEnd()), against: other?.entry };
}
