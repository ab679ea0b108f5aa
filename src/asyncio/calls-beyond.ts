// What the words of the scenarios about time, groups and locks call. Part 4 has these names; they are in a
// file of their own, so that whoever asks about part 2 or 3 needn't fetch it.
import { loopCalls, type Calls, type Library } from './calls.ts';

/** In each loop's own time, which jumps: what happens at one moment is a matter of luck otherwise. */
export function beyondCalls(library: Library): Calls {
  const calls = loopCalls(library);
  const placesIn = (all: any[], some: Set<unknown>): number[] =>
    all.flatMap((each, at) => (some.has(each) ? [at] : []));
  return {
    ...calls,
    // before there is such a clock, a loop needs none
    newLoop: () =>
      library.VirtualClock
        ? new library.TaskLoop({ clock: new library.VirtualClock() })
        : new library.TaskLoop(),
    setName: (_, task, name) => void task.setName(name),
    getName: (_, task) => task.getName(),
    callLater: (loop, ms, callback, ...given) => loop.callLater(ms, callback, ...given),
    time: (loop) => Math.round(loop.time()),
    sleep: (_, ms, result = null) => library.sleep(ms, result),
    gather: (_, works, returnExceptions = false) => library.gather(works, { returnExceptions }),
    *wait(_, futures: any[], returnWhen = 'ALL_COMPLETED', timeoutMs = null): Generator {
      const waiting = library.wait(futures, { returnWhen, timeoutMs }); // first: it may not be there
      const { done, pending } = yield* waiting;
      return [placesIn(futures, done), placesIn(futures, pending)];
    },
    waitFor: (_, work, ms) => library.waitFor(work, ms),
    shield: (_, work) => library.shield(work),
    withTimeout: (_, ms, body) => library.within(library.timeout(ms), body),
    taskGroup: (_, body) => library.within(new library.TaskGroup(), body),
    groupTask: (_, group, coroutine) => group.addTask(coroutine),
    event: () => new library.Event(),
    eventSet: (_, event) => void event.set(),
    eventClear: (_, event) => void event.clear(),
    eventIsSet: (_, event) => event.isSet(),
    *eventWait(_, event): Generator {
      yield* event.wait();
      return true;
    },
    lock: () => new library.Lock(),
    semaphore: (_, places) => new library.Semaphore(places),
    *acquire(_, lock): Generator {
      yield* lock.acquire();
      return true;
    },
    release: (_, lock) => void lock.release(),
    locked: (_, lock) => lock.locked(),
    queue: (_, most) => new library.Queue(most || Infinity),
    queuePut: (_, queue, item) => queue.put(item),
    queueGet: (_, queue) => queue.get(),
    queuePutNowait: (_, queue, item) => void queue.putNowait(item),
    queueGetNowait: (_, queue) => queue.getNowait(),
    queueSize: (_, queue) => queue.qsize(),
    errorName(error) {
      const name = (error as Error | undefined)?.name;
      return name === 'QueueFull' || name === 'QueueEmpty' ? name : calls.errorName(error);
    },
  };
}
