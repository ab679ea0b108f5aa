export { asyncHelper } from './async-helper.ts';
export { isCoroutine, isCoroutineFunction, type Coroutine } from './coroutine.ts';
export * from './errors.ts';
export type { Executor } from './threads/executor.ts';
export { Future, type DoneCallback, type State } from './future.ts';
export { Task } from './task.ts';
export { ThreadedExecutor } from './threads/threaded-executor.ts';
