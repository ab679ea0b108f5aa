// What a run may take at the most, in words.
import { limitsOf, type Job } from '../../runner/contract.ts';

/** As in `10 s`, `2,000 lines`. */
export type LimitsInWords = Readonly<Record<'time' | 'output', string>>;

/** @param printed How many characters the run has printed: many, in few lines, are told as such. */
export function limitsInWords(job: Job, printed: number): LimitsInWords {
  const { ms, lines, chars } = limitsOf(job);
  return {
    time: `${ms / 1000} s`,
    output: printed < chars ? `${inWords(lines)} lines` : `${inWords(chars)} characters`,
  };
}

const inWords = (count: number): string => count.toLocaleString('en');
