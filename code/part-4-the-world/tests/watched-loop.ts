import {
  TaskLoop,
  type Coroutine,
  type ExceptionContext,
  type Future,
} from '../src/index.ts';

/** A loop, and what its exception handler was told. */
export function watchedLoop(): { loop: TaskLoop; told: ExceptionContext[] } {
  const loop = new TaskLoop();
  const told: ExceptionContext[] = [];
  loop.setExceptionHandler((_, context) => void told.push(context));
  return { loop, told };
}

/** Runs until nothing is ready. */
export const runAll = (loop: TaskLoop): void => loop.runForever({ untilIdle: true });

export const boom = new RangeError('boom');

export function* returns<T>(value: T): Coroutine<T> {
  return value;
}
export function* throws(error: unknown): Coroutine<never> {
  throw error;
}
export function* waiter(task: Future<unknown>): Coroutine<unknown> {
  return yield* task;
}
