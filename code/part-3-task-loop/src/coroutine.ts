import type { Future } from './future.ts';

/**
 * A generator that a task can drive. It yields a future to wait for, or nothing to let
 * others run, and its return value is the task's result. asyncio's coroutine.
 */
export type Coroutine<T> = Generator<Future<any> | undefined | void, T, any>;

/**
 * True for a generator object, the thing that calling a `function*` makes. asyncio's
 * `iscoroutine`.
 */
export function isCoroutine(value: unknown): value is Coroutine<unknown> {
  return kindOf(value) === 'Generator';
}

/**
 * True for functions whose body does not run when they are called: `function*`, `async
 * function`, `async function*`.
 */
export function isCoroutineFunction(value: unknown): boolean {
  return /^(Async|Generator|AsyncGenerator)Function$/.test(kindOf(value));
}

const kindOf = (value: unknown): string =>
  Object.prototype.toString.call(value).slice('[object '.length, -1);
