// What stands around a call that tail-calls.ts has found: with it the call isn't the last thing that its
// function does, since what it gives is taken out of a list.
import type { Mark } from './instrument.ts';

const OPEN = '[/*$$c*/';
const CLOSE = '][0/*$$c*/]';
/** Both, as they are found again in the text of a function or of an error. */
export const TAIL_MARKS = /\[\/\*\$\$c\*\/|\]\[0\/\*\$\$c\*\/\]/g;

export const marksOf = (tails: readonly number[]): Mark[] =>
  tails.map((at, nth) => ({ start: at, end: at, text: nth % 2 === 0 ? OPEN : CLOSE }));
