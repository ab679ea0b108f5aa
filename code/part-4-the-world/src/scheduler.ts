/** What an exception handler is told. */
export interface ExceptionContext {
  message: string;
  exception?: unknown;
  /** The future or task that it is about. */
  future?: object;
}

// What loop, tasks and futures say to each other. These names are symbols that the library
// does not export, so that nobody else can say it: `loop[own.schedule](task)`.
export const run = Symbol('run');
export const schedule = Symbol('schedule');
export const taskBegins = Symbol('taskBegins');
export const taskEnds = Symbol('taskEnds');
export const place = Symbol('place');
export const unheard = Symbol('unheard');
export const heard = Symbol('heard');
export const wakeUp = Symbol('wakeUp');
export const resume = Symbol('resume');
export const settle = Symbol('settle');
export const passTo = Symbol('passTo');
export const title = Symbol('title');
export const order = Symbol('order');
export const takeTurn = Symbol('takeTurn');
export const nextDue = Symbol('nextDue');
export const closesWith = Symbol('closesWith');

/**
 * What a callback may return. The loop doesn't look at it, so it's neither a promise nor
 * a generator: that would be work which is never done.
 */
export type Ignored =
  | void
  | null
  | bigint
  | boolean
  | number
  | string
  | symbol
  | (object & { then?: never; next?: never });

/** What waits in a loop's ready queue: a handle, or a task that goes on. */
export interface Runnable {
  [run](): void;
}

/** A task, as its loop lists it. */
export interface Listed {
  /** Where in the list it is; the loop keeps this. */
  [place]: number;
  [title](): string;
}

/** A loop, as its handles, futures and tasks know it. */
export interface Scheduler {
  callSoon<A extends unknown[]>(
    callback: (...args: A) => Ignored,
    ...args: A
  ): { cancel(): void };
  callExceptionHandler(context: ExceptionContext): void;
  stop(): void;
  /** Puts something that can run at the end of the ready queue. */
  [schedule](entry: Runnable): void;
  [taskBegins](task: Listed): void;
  [taskEnds](task: Listed): void;
  /** A future has failed, and nobody has asked for its error yet. */
  [unheard](future: object, context: ExceptionContext): void;
  /** Somebody has. */
  [heard](future: object): void;
  /** Has something be closed when the loop is. */
  [closesWith](close: () => void): void;
}
