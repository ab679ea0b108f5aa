// What the words of a scenario call: in a library with a loop, and, without one, in part 2's. Only public
// names are used, and any of them may not be there yet.

/** Each gets the loop first. */
export type Calls = Record<string, (...given: any[]) => unknown> & {
  newLoop(): unknown;
  addTask(loop: unknown, work: unknown): unknown;
  outside(loop: unknown, ms: unknown, work: () => unknown): unknown;
  cancelledError(): unknown;
  errorName(error: unknown): string;
};

/** A library as its `index.ts` exports it: any of its names may be missing. */
export type Library = Readonly<Record<string, any>>;

const sleep = (ms: number): void =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/** What JavaScript says of a name that isn't there yet. */
const MISSING =
  /is not a (function|constructor)|Cannot read properties of (undefined|null)|Right-hand side of 'instanceof'|(undefined|null) \(reading|is undefined|has no properties/;

/** What is not there is no TypeError of the library's, and counts for nothing. */
function nameOf(library: Library, error: unknown): string {
  const { FutureCancelledError, InvalidStateError, FutureTimeoutError } = library;
  const is = (type: unknown): boolean => typeof type === 'function' && error instanceof type;
  if (is(FutureCancelledError)) return 'CancelledError';
  if (is(InvalidStateError)) return 'InvalidStateError';
  if (is(FutureTimeoutError)) return 'TimeoutError';
  if (error instanceof TypeError) return MISSING.test(error.message) ? 'NotBuilt' : 'TypeError';
  if (error instanceof RangeError) return 'ValueError';
  return error instanceof Error ? 'RuntimeError' : typeof error;
}

/** What futures have with and without a loop. */
const futureCalls = (library: Library): Record<string, (...given: any[]) => unknown> => ({
  setResult: (_, future, value = null) => void future.setResult(value),
  setException: (_, future, error) => void future.setException(error),
  result: (_, future, ...ms) => future.result(...ms),
  exception: (_, future, ...ms) => future.exception(...ms) ?? null,
  cancel: (_, future, ...message) => future.cancel(...message),
  done: (_, future) => future.done(),
  cancelled: (_, future) => future.cancelled(),
  addDoneCallback: (_, future, callback) => void future.addDoneCallback(callback),
  removeDoneCallback: (_, future, callback) => future.removeDoneCallback(callback),
  isFuture: (_, value) => value instanceof library.Future,
});

export const loopCalls = (library: Library): Calls => ({
  ...futureCalls(library),
  newLoop: () => new library.TaskLoop(),
  callSoon: (loop, callback, ...given) => loop.callSoon(callback, ...given),
  callSoonThreadsafe: (loop, callback, ...given) => loop.callSoon(callback, ...given),
  callSoonRaw: (loop, value) => loop.callSoon(value),
  stop: (loop) => void loop.stop(),
  runForever: (loop) => loop.runForever(),
  runUntilComplete: (loop, work) => loop.runUntilComplete(work),
  // one turn: without runForever, as many calls as wait now
  tick(loop) {
    if (loop.runForever) {
      loop.stop();
      return loop.runForever();
    }
    for (let left = loop.totalTasks(); left > 0; left--) loop.runOnce();
  },
  isRunning: (loop) => loop.isRunning(),
  close: (loop) => void loop.close(),
  isClosed: (loop) => loop.isClosed(),
  readyCount: (loop) => loop.totalTasks(),
  setDebug() {}, // `callSoon` looks at what it is given, debugging or not
  onException(loop, tell) {
    const handler = (_: unknown, { exception = null, message = null }: Record<string, unknown>) =>
      tell(exception, message);
    loop.setExceptionHandler(tell === null ? null : handler);
  },
  handleCancel: (_, handle) => void handle.cancel(),
  handleCancelled: (_, handle) => handle.cancelled(),
  future: (loop) => loop.createFuture(),
  futureOn: (_, loop) => loop.createFuture(),
  addTask: (loop: any, work) => loop.addTask(work),
  ensureFuture: (loop, work) => library.transformFuture(work, loop),
  currentTask: (loop) => loop.currentTask() ?? null,
  allTasksCount: (loop) => [...loop.allTasks()].length,
  cancelling: (_, task) => task.cancelling(),
  uncancel: (_, task) => task.uncancel(),
  cancelMsg: (_, error) => error.message || null,
  *await(_, work): Generator {
    return yield* work;
  },
  *pause(): Generator {
    return yield undefined;
  },
  *yieldRaw(_, value): Generator {
    return yield value;
  },
  outside(loop, ms, work) {
    const executor = new library.ThreadedExecutor(loop);
    executor.submit(sleep, ms).addDoneCallback(work);
    executor.shutdown({ wait: false });
  },
  cancelledError: () => new library.FutureCancelledError(),
  errorName: (error) => nameOf(library, error),
});

/** For futures that block. */
export const blockingCalls = (library: Library): Calls => ({
  ...loopCalls(library),
  newLoop: () => null,
  future: () => new library.Future(),
  startRunning: (_, future) => future.setRunningOrNotifyCancel(),
  running: (_, future) => future.running(),
  waitAll,
});

/** `wait` of Python's concurrent.futures, which part 2 leaves to its readers. */
function waitAll(_: unknown, futures: any[], when: string, ms: number): number[][] {
  const isFailed = (future: any): boolean =>
    future.done() && !future.cancelled() && future.exception() !== undefined;
  const isEnough = (): boolean =>
    (when === 'FIRST_COMPLETED' && futures.some((future) => future.done())) ||
    (when === 'FIRST_EXCEPTION' && futures.some(isFailed));
  for (const future of futures) {
    if (isEnough()) break;
    try {
      future.exception(ms);
    } catch {
      // out of time, or cancelled: what counts is who is done
    }
  }
  const places = (done: boolean): number[] =>
    futures.flatMap((future, at) => (future.done() === done ? [at] : []));
  return [places(true), places(false)];
}
