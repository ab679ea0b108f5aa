// What things are called here, in asyncio and in JavaScript itself. A test sees to it that no
// export of the stages is missing.

/**
 * Ours, asyncio's, JavaScript's own (or `none`), and how they differ where the names don't say it.
 */
export type MapRow = readonly [
  ours: string,
  asyncio: string,
  javascript: string,
  difference: string,
];

export const asyncioMap: readonly { title: string; rows: readonly MapRow[] }[] = [
  {
    title: 'The loop',
    rows: [
      [
        'TaskLoop',
        'BaseEventLoop',
        'the one loop of the runtime',
        'JavaScript’s isn’t an object: you can’t make a second one, run it, or stop it.',
      ],
      [
        'callSoon',
        'call_soon',
        'queueMicrotask',
        'The runtime runs microtasks until none is left, even those added meanwhile. A turn of ours has an end.',
      ],
      [
        'callSoonThreadsafe',
        'call_soon_threadsafe',
        'postMessage',
        'Threads on the web share only the memory they agree on, so a thread gets into another’s loop by a message.',
      ],
      [
        'runForever',
        'run_forever',
        'none',
        'The runtime runs its loop for you once your script has ended.',
      ],
      [
        'runOnce',
        'one handle of _run_once',
        'none',
        'Ours calls a single handle, because that’s what you want to look at. asyncio’s turn calls all that are ready.',
      ],
      [
        'runForever({ untilIdle: true })',
        'none',
        'none',
        'It returns when nothing is ready and no thread works for the loop. The series had planned it.',
      ],
      ['runUntilComplete', 'run_until_complete', 'await at the top of a module', ''],
      ['stop, StopLoop', 'stop', 'none', 'Both finish the turn they’re called in.'],
      ['totalTasks', 'len(loop._ready)', 'none', ''],
      ['isRunning, isClosed, close', 'is_running, is_closed, close', 'none', ''],
      ['createFuture', 'create_future', 'Promise.withResolvers', ''],
      [
        'addTask',
        'create_task',
        'calling an async function',
        'An async function runs up to its first await at once; a task begins in the next turn.',
      ],
      ['transformFuture', 'ensure_future', 'Promise.resolve', ''],
      [
        'currentTask, allTasks',
        'current_task, all_tasks',
        'none',
        'In Node, AsyncLocalStorage answers the question behind the first.',
      ],
      [
        'setExceptionHandler, callExceptionHandler',
        'set_exception_handler, call_exception_handler',
        'unhandledrejection, reportError',
        '',
      ],
      [
        'ExceptionHandler, ExceptionContext',
        'the handler’s context, a dict',
        'PromiseRejectionEvent',
        '',
      ],
    ],
  },
  {
    title: 'Handles',
    rows: [
      ['Handle', 'Handle', 'the number that setTimeout gives', ''],
      ['Handle.cancel', 'Handle.cancel', 'clearTimeout', 'You can’t cancel a microtask.'],
    ],
  },
  {
    title: 'Futures',
    rows: [
      ['Future', 'Future', 'Promise, and its resolvers', ''],
      [
        'setResult, setException',
        'set_result, set_exception',
        'resolve, reject',
        'A second one throws here and in asyncio; JavaScript ignores it.',
      ],
      [
        'result, exception',
        'result, exception',
        'none',
        'You can’t ask a promise for its result, only wait for it.',
      ],
      [
        'result(timeoutMs), in part 2',
        'concurrent.futures.Future.result(timeout)',
        'Atomics.wait',
        'It blocks the thread. On the web only a worker may.',
      ],
      ['done, cancelled', 'done, cancelled', 'none', ''],
      [
        'addDoneCallback, removeDoneCallback',
        'add_done_callback, remove_done_callback',
        'then',
        'You can’t take back what you gave to then.',
      ],
      [
        'cancel',
        'cancel',
        'AbortController.abort',
        'You can’t cancel a promise: the signal goes to the code that does the work.',
      ],
      ['DoneCallback, State', 'none', 'none', ''],
    ],
  },
  {
    title: 'Tasks and coroutines',
    rows: [
      ['Task', 'Task', 'the promise of an async function', ''],
      [
        'Coroutine, isCoroutine, isCoroutineFunction',
        'coroutine, iscoroutine, iscoroutinefunction',
        'generator',
        'Ours are generators, as Python’s were before 3.5.',
      ],
      [
        'cancelling, uncancel',
        'cancelling, uncancel',
        'none',
        'They count the requests to cancel, so that code can tell its own from another’s. A request that’s taken back before the task was told is forgotten, as since Python 3.13.',
      ],
      ['yield*', 'await', 'await', ''],
      [
        'yield',
        'await asyncio.sleep(0)',
        'await null',
        'With await null only other microtasks get a turn; scheduler.yield lets the page in too.',
      ],
      [
        'asyncHelper',
        'async def, and create_task at each call',
        'async function',
        'In Python, calling an async def starts nothing by itself.',
      ],
    ],
  },
  {
    title: 'Threads',
    rows: [
      ['Executor', 'concurrent.futures.Executor', 'none', ''],
      ['ThreadedExecutor', 'ThreadPoolExecutor', 'Worker', ''],
      ['submit', 'submit, run_in_executor', 'postMessage to a worker', ''],
      [
        'shutdown',
        'shutdown',
        'terminate',
        'shutdown lets jobs that have begun finish; terminate stops them in the middle.',
      ],
    ],
  },
  {
    title: 'Errors',
    rows: [
      [
        'FutureCancelledError',
        'CancelledError',
        'AbortError',
        'asyncio’s isn’t an Exception, so except Exception lets it through. The one in concurrent.futures is, and a bare catch holds up ours.',
      ],
      [
        'DeadlockError',
        'none',
        'none',
        'asyncio sleeps for ever. Ours knows that no thread works for it, so nothing can wake it.',
      ],
      ['FutureTimeoutError', 'TimeoutError', 'TimeoutError', ''],
      ['InvalidStateError', 'InvalidStateError', 'none', ''],
      [
        'BadYieldError',
        'RuntimeError: Task got bad yield',
        'none',
        'await takes anything: a value that isn’t a promise is its own result.',
      ],
      ['LoopStateError', 'RuntimeError: This event loop is already running', 'none', ''],
      ['LoopMismatchError', 'ValueError, RuntimeError: attached to a different loop', 'none', ''],
      [
        'NotRegularFunctionError',
        'TypeError: coroutines cannot be used with call_soon()',
        'TypeError',
        'asyncio says so only in debug mode.',
      ],
      [
        'ThreadDiedError',
        'BrokenProcessPool',
        'the worker’s error event',
        'A job can’t kill a Python thread, only a process, and then the whole pool is broken. Ours loses that one thread.',
      ],
    ],
  },
  {
    title: 'Generators',
    rows: [
      ['contextManager, ContextManager', 'contextlib.contextmanager', 'none', ''],
      ['withContext', 'with', 'using', ''],
      ['ContextManagerError', 'RuntimeError: generator didn’t stop', 'none', ''],
      ['inorder, inorderStack, inorderVisit, treeOf, TreeNode', 'yield from', 'yield*', ''],
      ['fetchRows, PagedTable', 'cursor.fetchmany', 'for await over a stream', ''],
      ['roundRobin', 'the loop itself', 'none', ''],
    ],
  },
  {
    title: 'The world',
    rows: [
      [
        'time',
        'loop.time',
        'performance.now',
        'asyncio counts in seconds, and ours in milliseconds.',
      ],
      [
        'callLater, callAt, TimerHandle, when',
        'call_later, call_at, TimerHandle, when',
        'setTimeout',
        'Of ours, those for the same moment keep their order.',
      ],
      [
        'Clock, hostClock, VirtualClock',
        'none',
        'the fake timers of test runners',
        'asyncio’s loop has one clock, which a test can only replace.',
      ],
      ['sleep', 'asyncio.sleep', 'none', 'Node has it in node:timers/promises.'],
      ['getRunningLoop', 'get_running_loop', 'none', ''],
      [
        'within, Scope',
        'async with',
        'await using',
        'await using can’t suppress the body’s error, and doesn’t even see it.',
      ],
      ['timeout, timeoutAt, Timeout', 'timeout, timeout_at, Timeout', 'AbortSignal.timeout', ''],
      ['waitFor', 'wait_for', 'Promise.race with a timer', 'A race leaves the loser running.'],
      ['shield', 'shield', 'none', 'A promise can’t be cancelled, so it needs no lid.'],
      [
        'Lock',
        'Lock',
        'navigator.locks',
        'JavaScript’s have names, and all pages of a site share them.',
      ],
      ['Event', 'Event', 'none', 'JavaScript’s own Event is a click, or the like.'],
      ['Semaphore', 'Semaphore', 'none', ''],
      ['Queue', 'Queue', 'TransformStream', 'A stream has one reader and one writer at a time.'],
      ['QueueEmpty', 'QueueEmpty', 'none', ''],
      ['QueueFull', 'QueueFull', 'none', ''],
      [
        'Condition',
        'Condition',
        'Atomics.wait and notify',
        'Those are for threads that share memory, and block them.',
      ],
      ['openConnection', 'open_connection', 'net.connect', 'A page can open no plain connection.'],
      [
        'startServer, Server, ClientHandler, Address',
        'start_server, Server',
        'net.createServer',
        'Ours closes a connection when its handler ends.',
      ],
      [
        'StreamReader, Flow',
        'StreamReader, transport',
        'ReadableStream',
        'Flow is what a transport’s pause_reading and resume_reading are.',
      ],
      ['StreamWriter', 'StreamWriter', 'WritableStream', ''],
      ['NetworkError', 'ConnectionError, OSError', 'Error with a code', ''],
      ['IncompleteReadError', 'IncompleteReadError', 'none', ''],
      ['LimitOverrunError', 'LimitOverrunError', 'none', ''],
    ],
  },
];
