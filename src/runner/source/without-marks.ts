// Places in a program that is instrumented, as the reader counts them.
import type { Unmarked } from '../../timeline/probe/host.ts';
import type { Mark } from './instrument.ts';
import type { LinkedModule } from './plan.ts';

/** A program, and what was put into it. */
export interface Marked {
  modules: readonly Pick<LinkedModule, 'file' | 'shift' | 'instrumentation'>[];
  sources: Readonly<Record<string, string>>;
}

interface Known {
  shift: number;
  marks: readonly Mark[];
  /** Where its lines end. */
  ends: readonly number[];
}

/** @returns Where in the reader's text a place in the marked text is: all count from 1. */
export function withoutMarks({ modules, sources }: Marked): Unmarked {
  // what is called as the program runs, and may have changed the language's methods, calls none
  const known: Record<string, Known> = Object.create(null) as Record<string, Known>;
  for (const { file, shift = 0, instrumentation = [] } of modules)
    known[file] = {
      shift,
      marks: instrumentation.toSorted((a, b) => a.start - b.start),
      ends: [...(sources[file] ?? '').matchAll(/\n|$/g)].map(({ index }) => index),
    };
  const begins = (ends: readonly number[], line: number): number =>
    line > 1 ? (ends[line - 2] ?? 0) + 1 : 0;
  return (file, line, column) => {
    const { marks, shift, ends } = known[file] ?? { marks: [], shift: 0, ends: [] };
    const from = begins(ends, line);
    const until = ends[line - 1] ?? from;
    const ahead = line === 1 ? shift : 0;
    let added = 0;
    for (let nth = 0; nth < marks.length; nth++) {
      const { start, text, stands } = marks[nth]!;
      if (start < from || start > until) continue;
      const at = start - from + 1 + ahead + added;
      if (at >= column) break;
      if (column < at + text.length) {
        const its = stands ?? start;
        let on = line; // what is given over several lines ends on a later one
        while (its < begins(ends, on)) on--;
        return { line: on, column: its - begins(ends, on) + 1 + (on === 1 ? shift : 0) };
      }
      added += text.length;
    }
    return { line, column: column - added };
  };
}
