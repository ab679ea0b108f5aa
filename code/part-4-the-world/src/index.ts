export { abortSignal, cancelledBy } from './host/abort.ts';
export { asCompleted } from './groups/as-completed.ts';
export { hostClock, VirtualClock, type Clock } from './time/clock.ts';
export { Condition } from './locks/condition.ts';
export {
  ContextManager,
  ContextManagerError,
  contextManager,
  withContext,
} from './scopes/context-manager.ts';
export { isCoroutine, isCoroutineFunction, type Coroutine } from './coroutine.ts';
export * from './errors.ts';
export { Event } from './locks/event.ts';
export type { Executor } from './threads/executor.ts';
export { Future, type DoneCallback } from './future.ts';
export { gather } from './groups/gather.ts';
export { Handle } from './handle.ts';
export { HostedLoop } from './host/hosted-loop.ts';
export { HttpError } from './http/http-error.ts';
export type { HttpRequest } from './http/request.ts';
export type { HttpResponse, Send } from './http/response.ts';
export { serveHttp, type HttpHandler, type HttpOptions } from './http/serve-http.ts';
export { staticFiles } from './http/static-files.ts';
export { Lock } from './locks/lock.ts';
export { openConnection } from './net/open-connection.ts';
export type { Address } from './net/messages.ts';
export { startServer, type ClientHandler, type Server } from './net/server.ts';
export { StreamReader, type Flow } from './net/stream-reader.ts';
export type { StreamWriter } from './net/stream-writer.ts';
export { Queue } from './locks/queue.ts';
export { run } from './run.ts';
export type { ExceptionContext } from './scheduler.ts';
export { Semaphore } from './locks/semaphore.ts';
export { shield } from './groups/shield.ts';
export { sleep } from './time/sleep.ts';
export { Task, type TaskOptions } from './task.ts';
export { TaskGroup } from './groups/task-group.ts';
export {
  getCurrentTask,
  getRunningLoop,
  TaskLoop,
  type ExceptionHandler,
} from './task-loop.ts';
export { ThreadedExecutor } from './threads/threaded-executor.ts';
export { timeout, timeoutAt, type Timeout } from './scopes/timeout.ts';
export { TimerHandle } from './time/timer-handle.ts';
export { transformFuture, type Results, type Work } from './transform-future.ts';
export { wait, type ReturnWhen, type WaitOptions } from './groups/wait.ts';
export { waitFor } from './groups/wait-for.ts';
export { within, type Scope } from './scopes/within.ts';
export { explore, type Exploration, type ExploreOptions } from './orders/explore.ts';
export {
  replay,
  type Program,
  type Schedule,
  type ScheduleOptions,
} from './orders/schedules.ts';
export { shared, type Wait } from './orders/watch.ts';
