// What things are called here, in asyncio and in JavaScript itself. A test sees to it that no
// export of the stages is missing.

/**
 * Ours, asyncio's, JavaScript's own (or `none`), and how they differ where the names do not say it.
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
        'JavaScript’s is not an object: you cannot make a second one, run it, or stop it.',
      ],
      [
        'callSoon',
        'call_soon',
        'queueMicrotask',
        'Microtasks are worked off until none is left, those added meanwhile included; a turn of ours has an end.',
      ],
      [
        'callSoonThreadsafe',
        'call_soon_threadsafe',
        'postMessage',
        'Threads of the web share nothing but memory they agree on: a message is how one gets into another’s loop.',
      ],
      [
        'runForever',
        'run_forever',
        'none',
        'The runtime runs for you, from the moment your script has ended.',
      ],
      [
        'runOnce',
        'one handle of _run_once',
        'none',
        'Ours makes a single call, since that is what one wants to look at; asyncio’s turn makes all that are ready.',
      ],
      [
        'runForever({ untilIdle: true })',
        'none',
        'none',
        'Comes back when nothing is ready and no thread works for this one. The series had planned it.',
      ],
      ['runUntilComplete', 'run_until_complete', 'await at the top of a module', ''],
      ['stop, StopLoop', 'stop', 'none', 'Both finish the turn that is under way.'],
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
      ['Handle.cancel', 'Handle.cancel', 'clearTimeout', 'There is no way to cancel a microtask.'],
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
        'A promise cannot be asked: one has to wait for it.',
      ],
      [
        'result(timeoutMs), in part 2',
        'concurrent.futures.Future.result(timeout)',
        'Atomics.wait',
        'Blocks the thread. On the web only a worker may.',
      ],
      ['done, cancelled', 'done, cancelled', 'none', ''],
      [
        'addDoneCallback, removeDoneCallback',
        'add_done_callback, remove_done_callback',
        'then',
        'What then was given cannot be taken back.',
      ],
      [
        'cancel',
        'cancel',
        'AbortController.abort',
        'A promise cannot be cancelled: the signal goes to whoever does the work.',
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
        'They count who has asked for the end, so that one can tell its own request from another’s.',
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
        'In Python a call of an async def starts nothing by itself.',
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
        'shutdown lets what has begun finish; terminate stops it where it stands.',
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
        'asyncio’s is no Exception, so that except Exception lets it through; that of concurrent.futures is one, and so is ours.',
      ],
      [
        'DeadlockError',
        'none',
        'none',
        'asyncio sleeps for ever. Ours knows that nothing can wake it: no thread works for it.',
      ],
      ['FutureTimeoutError', 'TimeoutError', 'TimeoutError', ''],
      ['InvalidStateError', 'InvalidStateError', 'none', ''],
      [
        'BadYieldError',
        'RuntimeError: Task got bad yield',
        'none',
        'await takes anything: what is no promise is its own result.',
      ],
      ['LoopStateError', 'RuntimeError: This event loop is already running', 'none', ''],
      ['LoopMismatchError', 'ValueError, RuntimeError: attached to a different loop', 'none', ''],
      [
        'NotRegularFunctionError',
        'TypeError: coroutines cannot be used with call_soon()',
        'TypeError',
        'asyncio says so in debug mode only.',
      ],
      [
        'ThreadDiedError',
        'BrokenProcessPool',
        'the worker’s error event',
        'A job cannot kill a Python thread, only a process, and then the whole pool is broken. Ours loses that one thread.',
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
];
