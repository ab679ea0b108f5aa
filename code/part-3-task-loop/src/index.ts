export type { Coroutine } from './coroutine.ts';
export * from './errors.ts';
export { Future, type DoneCallback } from './future.ts';
export { Handle } from './handle.ts';
export { Task } from './task.ts';
export { TaskLoop, type ExceptionContext, type ExceptionHandler } from './task-loop.ts';
export { transformFuture } from './transform-future.ts';
