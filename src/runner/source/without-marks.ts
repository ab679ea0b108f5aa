// Columns of a program that is instrumented, as the reader counts them.
import type { LinkedModule } from './plan.ts';

/** A program, and what was put into it. */
export interface Marked {
  modules: readonly Pick<LinkedModule, 'file' | 'shift' | 'instrumentation'>[];
  sources: Readonly<Record<string, string>>;
}

/** @returns Which column of the reader's text one of the marked text is: all count from 1. */
export function withoutMarks({
  modules,
  sources,
}: Marked): (file: string, line: number, column: number) => number {
  const known = new Map(modules.map((module) => [module.file, module]));
  return (file, line, column) => {
    const { instrumentation = [], shift = 0 } = known.get(file) ?? {};
    const lines = (sources[file] ?? '').split('\n', line);
    const until = lines.join('\n').length;
    const from = until - (lines[line - 1]?.length ?? 0);
    const ahead = line === 1 ? shift : 0;
    let added = 0;
    for (const { start, text, stands } of instrumentation.toSorted((a, b) => a.start - b.start)) {
      if (start < from || start > until) continue;
      const at = start - from + 1 + ahead + added;
      if (at >= column) break;
      if (column < at + text.length) return (stands ?? start) - from + 1 + ahead;
      added += text.length;
    }
    return column - added;
  };
}
