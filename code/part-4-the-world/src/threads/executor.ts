import type { Future } from '../future.ts';

/** What JSON carries of a type; `never` in the place of what it can't. */
export type Plain<T> = T extends bigint | symbol | ((...args: never) => unknown)
  ? never
  : T extends object
    ? { [K in keyof T]: Plain<T[K]> }
    : T;

/** A function that can run on another thread. */
export type Job = (...args: any[]) => unknown;

/** Where what a job returns can't come back as JSON: `never`. */
export type Returns<F extends Job> =
  Awaited<ReturnType<F>> extends Plain<Awaited<ReturnType<F>>> ? F : never;

/** Something that runs functions elsewhere. `concurrent.futures`' `Executor`. */
export interface Executor extends Disposable {
  /** Has `fn(...args)` run, and returns a future of what it returns. */
  submit<F extends Job>(
    fn: F & Returns<F>,
    ...args: Parameters<F>
  ): Future<Awaited<ReturnType<F>>>;

  /** Takes no more work. Waits for what it has taken on, unless told not to. */
  shutdown(options?: { wait?: boolean; cancelFutures?: boolean }): void;
}
