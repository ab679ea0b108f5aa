// What events are made of.
import * as v from 'valibot';
import { count, ordinal, path, text } from '../../door/shapes.ts';
import { MAX_TEXT } from '../limits.ts';

/**
 * What can't be seen, or turns the direction of a text, as its number; and of a pile of accents the
 * lowest.
 */
export const asSeen = (text: string): string =>
  /^[\n\t -~]*$/.test(text)
    ? text
    : text
        .replace(
          /(?![\n\t ])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu,
          (it) => `\\u{${it.codePointAt(0)!.toString(16)}}`,
        )
        .replace(/(\p{M}{4})\p{M}+/gu, '$1');

/** A line of one of the files that ran. */
export const Place = v.object({ file: path, /** Counts from 1. */ line: ordinal });
export type Place = v.InferOutput<typeof Place>;

/**
 * Names a thing that was seen: a loop, a handle, a future or a task, a generator. No two of a run
 * have the same. An event is about the things in its fields of this schema: pictures mark them.
 */
export const id = v.pipe(count);
export type Id = v.InferOutput<typeof id>;
/** A thing that the event isn't about, though it has to do with it. */
export const otherId = v.pipe(count);

/** What a value looked like when it was seen: `42`, `'abc'`, `Error: no`, `[object Row]`. */
export const preview = v.pipe(text(MAX_TEXT), v.transform(asSeen));
export type Preview = v.InferOutput<typeof preview>;

/** Of a loop's clock, in milliseconds. */
export const moment = v.pipe(v.number(), v.finite());

/** What code calls something: a class, a function, a method. */
export const name = v.pipe(text(MAX_TEXT), v.transform(asSeen));

export const optional = v.exactOptional;

/**
 * A generator that is suspended: its own `yield`, or its `yield*` and who it delegates to. The last
 * one is where it really is.
 */
export const Frame = v.object({ /** The generator function's name. */ name, at: Place });
export type Frame = v.InferOutput<typeof Frame>;

/** How a future or a task ended. */
export const settled = v.picklist(['finished', 'failed', 'cancelled']);
export type Settled = v.InferOutput<typeof settled>;

/**
 * A done callback: a task's (`task`, or `generator` where it drives one), or a plain one (`name`), which may be
 * of a call that waits for several (`into`).
 */
export const Waiter = v.object({
  name,
  task: optional(id),
  generator: optional(id),
  into: optional(otherId),
});
export type Waiter = v.InferOutput<typeof Waiter>;
