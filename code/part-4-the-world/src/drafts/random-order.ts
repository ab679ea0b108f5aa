import { TaskLoop, type Program } from '../index.ts';
import { ChoosingQueue } from '../orders/choosing-queue.ts';

/** Runs a program in an order that chance decides: the same one for the same seed. */
export function inRandomOrder<R>(program: Program<R>, seed: number): R {
  let state = seed;
  const next = ({ length }: readonly unknown[]): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return (state >>> 16) % length;
  };
  return program(new TaskLoop({ ready: new ChoosingQueue(next) }));
}
