// Shapes that most schemas need, each with a bound: what comes from outside may be as large as its
// maker likes. The bound is looked at first, since an array can claim four thousand million
// elements and cost its sender nothing.
import * as v from 'valibot';

/** @param most In UTF-16 code units. */
// @__NO_SIDE_EFFECTS__
export const text = (most: number) => v.pipe(v.string(), v.maxLength(most));

/** A whole number that counts something, from 0 on. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A line, a column: from 1 on. */
export const ordinal = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** Milliseconds, say. */
export const amount = v.pipe(v.number(), v.finite(), v.minValue(0));

/** The path of a file of a stage. */
export const path = text(1_000);

// @__NO_SIDE_EFFECTS__
export const list = <T extends v.GenericSchema>(item: T, most: number) =>
  v.pipe(
    v.custom<unknown[]>((value) => Array.isArray(value) && value.length <= most),
    v.array(item),
  );

type Tagged = v.GenericSchema & {
  readonly entries: { readonly type: { readonly literal: string } };
};
/**
 * One of several objects, told apart by their `type`. As Valibot's `variant`, which asks each in
 * turn and takes twice as long for an event of a run.
 */
// @__NO_SIDE_EFFECTS__
export const tagged = <const Options extends readonly Tagged[]>(
  options: Options,
): v.LazySchema<Options[number]> => {
  const byType = new Map<unknown, Options[number]>(
    options.map((option) => [option.entries.type.literal, option]),
  );
  return v.lazy(
    (value) =>
      byType.get((value as { type?: unknown } | null | undefined)?.type) ??
      (v.never() as unknown as Options[number]),
  );
};

/**
 * An object whose keys are data: names of files. The copy has no prototype, so that a file may be
 * called `constructor` or `__proto__` (Valibot's own `record` leaves those out).
 */
// @__NO_SIDE_EFFECTS__
export const dictionary = <T extends v.GenericSchema>(item: T, most: number) =>
  v.pipe(
    v.custom<Record<string, unknown>>(
      (value) =>
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        Object.keys(value).length <= most,
    ),
    v.rawTransform(({ dataset, addIssue, NEVER }): Record<string, v.InferOutput<T>> => {
      const copy = Object.create(null) as Record<string, v.InferOutput<T>>;
      for (const [name, value] of Object.entries(dataset.value)) {
        const { success, output } = v.safeParse(item, value, { abortEarly: true });
        if (!success || !v.is(path, name)) {
          addIssue({ message: `not a dictionary of such values: ${name.slice(0, 100)}` });
          return NEVER;
        }
        copy[name] = output;
      }
      return copy;
    }),
  );
