// All that a reader has done, as one file: what's in it, and what's refused that isn't one. Pure:
// text in, data out.
import * as v from 'valibot';
import { Door } from '../door/door.ts';
import { dictionary, list, text } from '../door/shapes.ts';
import { KeptFile, Mark, Version } from './records.ts';

/** Of the file's layout: an edition that changes it counts on. */
const LAYOUT = 1;
/** Of one kind, so many records. */
const MOST = 50_000;

const Whole = v.object({
  tasque: v.literal(LAYOUT),
  saved: text(100),
  files: list(v.unknown(), MOST),
  versions: list(v.unknown(), MOST),
  marks: list(v.unknown(), MOST),
  choices: dictionary(text(100_000), 1_000),
});
const OfAnyLayout = v.object({ tasque: v.number() });

export interface Work {
  /** What was changed in boxes, in labs and in the reader's own library; answers to questions. */
  files: KeptFile[];
  versions: Version[];
  marks: Mark[];
  /** What was read and where, how the book looks: by key. */
  choices: Record<string, string>;
}

/** Its message tells the reader why a file is refused. */
export class RefusedError extends Error {
  override name = 'RefusedError';
}

export const toFile = (work: Work, now: Date): string =>
  JSON.stringify({ tasque: LAYOUT, saved: now.toISOString(), ...work });

/** @throws {RefusedError} if it's no such file, or any part of it is broken. */
export function fromFile(json: string): { work: Work; saved: string } {
  const door = new Door();
  const layout = door.admitJson(OfAnyLayout, json);
  if (!layout) throw new RefusedError('The book hasn’t saved this file, or it’s not all there.');
  if (layout.tasque > LAYOUT)
    throw new RefusedError(
      'A newer edition of the book saved this file. Load the page again, and bring it in there.',
    );
  const whole = door.admitJson(Whole, json);
  if (!whole) throw new RefusedError('Parts of this file are missing, or they’re broken.');
  const each = <S extends v.GenericSchema>(
    schema: S,
    what: string,
    values: readonly unknown[],
  ): v.InferOutput<S>[] =>
    values.map((value, at) => {
      const one = door.admit(schema, value);
      if (one === undefined)
        throw new RefusedError(
          `This file is broken: number ${at + 1} of its ${what} can’t be read.`,
        );
      return one;
    });
  return {
    saved: whole.saved,
    work: {
      files: each(KeptFile, 'changed files', whole.files),
      versions: each(Version, 'earlier versions', whole.versions),
      marks: each(Mark, 'marks', whole.marks),
      choices: { ...whole.choices },
    },
  };
}
