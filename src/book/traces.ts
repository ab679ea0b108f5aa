// What was seen of programs when their traces were recorded: see tests/contract/trace.test.ts.
import type { TraceEvent } from '../timeline/catalogue/catalogue.ts';
import { AuthorError } from './author-error.ts';
import { traceFile } from './trace-file.ts';

const recorded = import.meta.glob<string>('/content/traces/*/*.jsonl', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/**
 * The first events of a program's run, without times.
 * @param of The program, from `code/` on.
 * @throws {AuthorError} if there is no trace of it.
 */
export function traceOf(of: string): TraceEvent[] {
  const text = recorded[`/${traceFile(of)}`];
  if (text === undefined)
    throw new AuthorError(`there is no trace of ${of}: record it by "npm run record"`);
  return text
    .trimEnd()
    .split('\n')
    .map((line, n) => ({ n, ...JSON.parse(line) }) as TraceEvent);
}
