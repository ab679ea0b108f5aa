// Has a program take one order, in a run that prints and is watched as any other.
import { follow } from './asked.ts';

export function take(choices: readonly number[]): void {
  let made = 0;
  follow(({ length }) => (length > 1 ? (choices[made++] ?? 0) : 0));
}
