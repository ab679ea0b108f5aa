// One run of the program in one order, and what came of it.
import { begin } from './anew.ts';
import { follow, rest, type Next } from './asked.ts';
import { printedBy, textOf } from './printed.ts';

/** How a run ended. */
export interface Came {
  end: 'ended' | 'threw' | 'deadlock';
  lines: string[];
  error?: string;
}

/** The lists of errors that no code has asked for: they are told at the end, too. */
const unheard: { tellAll(): void }[] = [];
export const hasUnheard = (errors: { tellAll(): void }): void => void unheard.push(errors);

export function runOnce(program: () => void, next: Next): Came {
  follow(next);
  begin();
  unheard.length = 0;
  const came: Came = { end: 'ended', lines: [] };
  printedBy(() => {
    try {
      program();
    } catch (error) {
      came.end = (error as Error | null)?.name === 'DeadlockError' ? 'deadlock' : 'threw';
      came.error = textOf(error);
    }
    for (const errors of unheard) errors.tellAll();
  }, came.lines);
  rest();
  return came;
}
