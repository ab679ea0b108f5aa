// What a run is told as: what the probe saw, in order. Everything else in this folder is made from these.

/** A line of one of the files that ran. */
export interface Place {
  file: string;
  /** Counts from 1. */
  line: number;
}

/** Names a thing that was seen: a loop, a handle, a future or a task, a generator, a thread. No two of a run have the same. */
export type Id = number;

/** What a value looked like when it was seen, in at most 60 characters: `42`, `'abc'`, `Error: no`, `[object Row]`. */
export type Preview = string;

export interface EventBase {
  /** Counts from 0 over all threads of a run. */
  n: number;
  /** Milliseconds since the run began. Recorded traces have none. */
  ms?: number;
  /** 0 is the program's own thread. */
  thread: number;
  /** The `n` of the event that led to this one: of the call that was put down, of the step that is being taken, of the result. */
  cause?: number;
  /** Where the reader's code stood: in the program if it was on the way, else in the library. */
  at?: Place;
}

/** A generator that stands still: its own `yield`, or its `yield*` and who it delegates to. The last one is where it really stands. */
export interface Frame {
  /** The generator function's name. */
  name: string;
  at: Place;
}

export type Settled = 'finished' | 'failed' | 'cancelled';

/** What can be known only of the whole. */
export type TraceEvent = EventBase &
  /** A thing is seen for the first time. `name` is its class's; of a handle, the function's that it calls; of a generator, its function's. */
  (
    | { type: 'made'; id: Id; kind: 'loop' | 'future' | 'task' | 'handle' | 'generator' | 'executor'; name: string; /** Of a task: the generator that it drives. */ drives?: Id }
    /** A handle or a task goes into a loop's ready queue, at its end. */
    | { type: 'scheduled'; loop: Id; entry: Id }
    /** A handle, a task, or a done callback (which was in no queue) begins to run. */
    | { type: 'run'; entry: Id }
    /** It is over. */
    | { type: 'ran'; entry: Id; error?: Preview }
    /** It was its turn, and nothing happened, since it had been cancelled or had run before. */
    | { type: 'skipped'; entry: Id }
    /** `cancel()` of a handle, or of a task, which is only asked to end. */
    | { type: 'cancel'; id: Id }
    /** A future or a task has its result, its error, or is cancelled. */
    | { type: 'settled'; id: Id; state: Settled; value?: Preview }
    /** The library said no to a call: it threw. */
    | { type: 'refused'; id: Id; call: string; error: Preview }
    /** A done callback was added: a task's (`task`, or `generator` where it drives one), or a plain one (`name`). */
    | { type: 'waits'; id: Id; name: string; task?: Id; generator?: Id }
    | { type: 'unwaits'; id: Id; name: string; task?: Id; generator?: Id }
    /** Somebody asks a future that is done for the first time how it ended. */
    | { type: 'seen'; id: Id }
    /** A generator goes on, as the outermost of those that delegate to each other. `value` is what is sent or thrown into it, if anything. */
    | { type: 'step'; id: Id; how: 'next' | 'throw' | 'return'; value?: Preview }
    /** It stands still again. `chain` begins with itself, and lacks its middle where it is very long. `future` is what it gave, if that is one; `value` else. */
    | { type: 'yielded'; id: Id; chain: Frame[]; value?: Preview; future?: Id }
    /** It is over. */
    | { type: 'returned'; id: Id; value?: Preview }
    | { type: 'threw'; id: Id; error: Preview }
    /** A loop runs; `how` is the method: `runForever`, `runUntilComplete`, `runOnce`. */
    | { type: 'begins'; id: Id; how: string }
    | { type: 'ends'; id: Id; how: string; error?: Preview }
    | { type: 'stop'; id: Id }
    | { type: 'closed'; id: Id }
    /** This thread sleeps: nothing of it runs until another one wakes it, or the time is over. */
    | { type: 'blocks' }
    | { type: 'wakes' }
    /** Other threads were asked for news so many times in a row, and there were none, and the thread did not sleep between. */
    | { type: 'spins'; count: number }
    /** A job goes to another thread, or comes back from it, as its owner sees it. */
    | { type: 'job'; worker: number; name: string }
    | { type: 'replied'; worker: number }
    | { type: 'output'; stream: 'stdout' | 'stderr'; text: string }
    /** The trace is full. `count` more events of this thread were not kept. */
    | { type: 'dropped'; count: number }
  );

export type EventType = TraceEvent['type'];

/** How many events a trace keeps: the first ones, since all that follows builds on them. */
export const MAX_EVENTS = 10_000;
