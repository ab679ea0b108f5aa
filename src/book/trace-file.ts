/** Where the recorded run of a program is kept. @param of The program, from `code/` on. */
export const traceFile = (of: string): string =>
  `content/traces/${of.replace('/programs/', '/').replace(/ts$/, 'jsonl')}`;
