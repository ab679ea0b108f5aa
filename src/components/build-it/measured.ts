// How like asyncio a reader's library was when they last asked: one name a stage, on a list of their store.
import type { Figure } from '../../asyncio/likeness.ts';
import { mark } from '../workbench/saved.ts';
import { LIKENESS } from './lists.ts';

/** A figure as it was when it was last measured. */
export interface Measured extends Pick<Figure, 'passed' | 'due' | 'toCome'> {
  step: number;
}

/** It comes from a list of the reader's store, where a name has no more than its letters. */
const NAME = /^([\w-]+)\/(\d{1,3}):(\d{1,4})\/(\d{1,4})\+(\d{1,4})$/;

/** What is on the list is of one stage each. */
export function measuredIn(names: ReadonlySet<string>, stage: string): Measured | undefined {
  for (const name of names) {
    const [, its, ...numbers] = NAME.exec(name) ?? [];
    const [step, passed, due, toCome] = numbers.map(Number);
    if (its === stage) return { step: step!, passed: passed!, due: due!, toCome: toCome! };
  }
  return undefined;
}

/** Keeps it in the place of the one before. */
export function keepMeasured(
  names: ReadonlySet<string>,
  stage: string,
  { step, passed, due, toCome }: Measured,
): void {
  const name = `${stage}/${step}:${passed}/${due}+${toCome}`;
  for (const before of [...names])
    if (before !== name && before.startsWith(`${stage}/`)) mark(LIKENESS, before, false);
  if (!names.has(name)) mark(LIKENESS, name);
}
