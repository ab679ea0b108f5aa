// What is kept of a reader's work, as it is in the database. Whatever else is found there, this
// book did not write.
import * as v from 'valibot';
import { amount, count, list, path, text } from '../door/shapes.ts';
import { LONGEST } from './names.ts';

const code = text(LONGEST);
const name = text(1_000);

/** A file that the reader changed, in one box of the book or in a lab. */
export const KeptFile = v.object({
  /** The box: a program, an exercise, or `lab/STAGE`. */
  box: name,
  /** From the stage's root. */
  file: path,
  /** `null`: the reader deleted it. */
  text: v.nullable(code),
  /** The book's version that the change was made in. The first edition kept none. */
  base: v.optional(code),
  /** Which of the book's versions that is, where it has several: a step. */
  of: v.optional(name),
  /** Another one at each change: who writes says which one they knew. */
  rev: text(100),
  /** Milliseconds since 1970. */
  at: amount,
});
export type KeptFile = v.InferOutput<typeof KeptFile>;

/** Why a version was put aside: what took its place. */
export const WHY = [
  'link',
  'tab',
  'edition',
  'chapter',
  'reset',
  'version',
  'page',
  'deleted',
  'solution',
  'step',
  'home',
  'conflict',
  'part',
  'aside',
  'carried',
  'format',
  'name',
  'import',
] as const;
export type Why = (typeof WHY)[number];

/** What was in a box until something else took its place. */
export const Version = v.object({
  id: count,
  box: name,
  why: v.picklist(WHY),
  at: amount,
  /** A list and no object: a file may have any name. */
  files: list(v.strictTuple([path, v.nullable(code)]), 1_000),
});
export type Version = v.InferOutput<typeof Version>;

/**
 * A name on a list: an exercise that is solved, a prediction that was made, a step of a starter
 * that is built, a step of the reader's own library, one that the book lent, or a fault that was
 * caught or seen.
 */
export const Mark = v.object({ list: name, name });
export type Mark = v.InferOutput<typeof Mark>;

/**
 * What a page writes down as it goes away, of what has not reached the database, a file each: a
 * list of them. No text: the book's version is back; `null`: the file was deleted. With a reason,
 * it is what should have been put aside.
 */
export const Unsaved = v.object({
  box: name,
  file: path,
  text: v.optional(v.nullable(code)),
  base: v.optional(code),
  of: v.optional(name),
  known: v.optional(text(100)),
  /** What this page was writing as it went away, which may have arrived; `null` is no record. */
  onItsWay: v.optional(v.nullable(code)),
  why: v.optional(v.picklist(WHY)),
  /** Those of one number are one version. */
  aside: v.optional(count),
});
export type Unsaved = v.InferOutput<typeof Unsaved>;

/** What one tab tells the others: something of this box, or of this list, has changed. */
export const News = v.union([v.object({ box: name }), v.object({ list: name })]);
export type News = v.InferOutput<typeof News>;

/** What the first edition kept: the changes of a box by file, and lists of names. */
export const FormerNames = list(name, 10_000);
