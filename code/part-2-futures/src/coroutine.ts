import type { Future } from './future.ts';

/**
 * A generator that a task can drive: it yields a future to wait for it, and what it
 * returns is the task's result. asyncio's coroutine.
 */
export type Coroutine<T> = Generator<Future<any> | undefined | void, T, any>;

/** What all generator objects inherit from. */
const everyGenerator: object = Object.getPrototypeOf(function* () {}.prototype);

const tagOf = (value: unknown): string => Object.prototype.toString.call(value);

/**
 * True for a generator object: what calling a `function*` gives. asyncio's
 * `iscoroutine`.
 */
export function isCoroutine(value: unknown): value is Coroutine<unknown> {
  return everyGenerator.isPrototypeOf(value as object);
}

/**
 * True for a function whose call only makes a generator. asyncio's
 * `iscoroutinefunction`.
 */
export function isCoroutineFunction(value: unknown): boolean {
  return /^\[object (Async)?GeneratorFunction\]$/.test(tagOf(value));
}

/** For error messages: a primitive value as it is, anything else by its kind. */
export function describe(value: unknown): string {
  if (Object(value) !== value) return String(value);
  return `a ${tagOf(value).slice('[object '.length, -1)}`;
}
