// What the scenarios call, in terms of part 3 of the library; `stage2`, in terms of part 2.
import * as part2 from '../../code/part-2-futures/src/index.ts';
import * as part3 from '../../code/part-3-task-loop/src/index.ts';
import { fromLib } from './adapter-kit.mjs';

const sleep = (ms) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

const loops = fromLib(part3, {
  name: 'tasque',
  has: [
    'outside',
    'multiloop',
    'ready_count',
    'current_task',
    'all_tasks',
    'cancelmsg',
    'cancelling',
    'debug',
  ],
  errors: {
    CancelledError: part3.FutureCancelledError,
    InvalidStateError: part3.InvalidStateError,
  },
  methods: {
    outside(loop, ms, work) {
      const executor = new part3.ThreadedExecutor(loop);
      executor.submit(sleep, ms).addDoneCallback(work);
      executor.shutdown({ wait: false });
    },
    cancelMsg: (_loop, error) => error.message || null,
    setDebug() {}, // callSoon looks at what it is given, debugging or not
  },
});

/** concurrent.futures' `wait`, which part 2 leaves to its readers. */
function waitAll(_loop, futures, when, ms) {
  const failed = (future) =>
    future.done() && !future.cancelled() && future.exception() !== undefined;
  const enough = {
    FIRST_COMPLETED: () => futures.some((future) => future.done()),
    FIRST_EXCEPTION: () => futures.some(failed),
    ALL_COMPLETED: () => false,
  }[when];
  for (const future of futures) {
    if (enough()) break;
    try {
      future.exception(ms);
    } catch {
      // out of time, or cancelled: what counts is who is done
    }
  }
  const indices = (done) =>
    futures.flatMap((future, index) => (future.done() === done ? [index] : []));
  return [indices(true), indices(false)];
}

const stage2 = fromLib(part2, {
  name: 'tasque part 2',
  errors: {
    CancelledError: part2.FutureCancelledError,
    InvalidStateError: part2.InvalidStateError,
    TimeoutError: part2.FutureTimeoutError,
  },
  methods: {
    newLoop: () => null,
    future: () => new part2.Future(),
    result: (_loop, future, ms) => future.result(ms),
    exception: (_loop, future, ms) => future.exception(ms) ?? null,
    startRunning: (_loop, future) => future.setRunningOrNotifyCancel(),
    running: (_loop, future) => future.running(),
    waitAll,
  },
});

export default { ...loops, stage2 };
