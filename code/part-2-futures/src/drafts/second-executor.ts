import { FirstExecutor } from './first-executor.ts';

/** A second executor. It never comes to life: nobody has made its base class first. */
export class SecondExecutor extends FirstExecutor {
  readonly maxThreads: number;

  // @ts-expect-error: the compiler misses a `super()`
  constructor(maxThreads: number) {
    // @ts-expect-error: for this is what it would make
    this.maxThreads = maxThreads;
  }
}
