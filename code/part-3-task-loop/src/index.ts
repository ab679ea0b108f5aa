export { isCoroutine, isCoroutineFunction, type Coroutine } from './coroutine.ts';
export * from './errors.ts';
export type { Executor } from './executor.ts';
export { Future, type DoneCallback } from './future.ts';
export { Handle, type Runnable } from './handle.ts';
export { Task } from './task.ts';
export { TaskLoop, type ExceptionContext, type ExceptionHandler } from './task-loop.ts';
export { ThreadedExecutor } from './threaded-executor.ts';
export { transformFuture } from './transform-future.ts';
