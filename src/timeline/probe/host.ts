// What the parts of the probe have in common with each other, and with the place that it runs in.
import type { TraceEvent } from '../catalogue/catalogue.ts';
import { MAX_TEXT } from '../limits.ts';
import { looksLike } from './texts.ts';

export interface ProbeHost {
  /** Passes events on; in order, though not at once. */
  send(events: TraceEvent[]): void;
  /** Counts the events of all threads. */
  counter: Int32Array;
  /** 0 is the program's own. */
  thread: number;
  /** When the run began, by `performance.timeOrigin + performance.now()`. */
  began: number;
  /** How Node shows a value. */
  inspect(value: unknown, options: object): string;
  /** What an error says, where browsers quote the program, without what was put into it. */
  asSaid?: (text: string) => string;
  /** Before a file's name in stack traces. */
  root: string;
  /** The stack of an error as the browser has it: a program may read another. */
  stackOf?: (error: Error) => string;
  /** Gives the frames of a stack their files, where the browser doesn't. */
  named?: (stack: string) => string;
  /** A stack as the program reads it. */
  cleanStack?: (stack: string) => string;
  /** Where in the reader's text a place in the marked text is. */
  unmarked?: Unmarked;
}

/** Lines and columns count from 1. */
export type Unmarked = (
  file: string,
  line: number,
  column: number,
) => { line: number; column: number };

export interface Probe {
  output(stream: 'stdout' | 'stderr', text: string): void;
  /** Passes on what has not been passed on yet. */
  flush(): void;
}

/** What the marks in the program call: see runner/source/instrument.ts. */
export interface Marked {
  /**
   * A generator function of this name has begun, or is about to give something; `delegates` where
   * it says `yield*`.
   */
  at(name: string, file: string, line: number, delegates?: 1): void;
  /** A class of the program is there. */
  watch(theClass: Any): void;
  /** A class without a constructor makes something; nothing of it is there yet. */
  begun(theClass: Any, thing: object): void;
  /**
   * The constructor of a class begins. @param thing What it makes, if no other class does that for
   * it. @returns What to take for the first argument, if that has to be another one.
   */
  making(theClass: Any, newTarget: Any, args: IArguments, thing?: object): Method | undefined;
  /** The constructor of a class has called `super`. */
  made(thing: object): void;
  /** A constructor begins that never calls `super`, as it should: that will fail. */
  baseless(theClass: Any, newTarget: Any, args: IArguments): void;
  /** A constructor throws this. */
  failed(error: unknown): void;
  /** A constructor is left. */
  over(): void;
}

export type Any = any;
export type Method = (...args: Any[]) => Any;

/** A function of ours that looks as the one did whose place it takes. */
export function asBefore(ours: Method, theirs: Method): Method {
  for (const key of ['name', 'length']) {
    const its = Object.getOwnPropertyDescriptor(theirs, key);
    if (its) Object.defineProperty(ours, key, its);
  }
  return looksLike(ours, theirs);
}

export const isPlainFunction = (value: unknown): value is Method =>
  typeof value === 'function' && Object.getPrototypeOf(value) === Function.prototype;

/** As options are. */
export const isPlainObject = (value: unknown): value is object =>
  isObject(value) && Object.getPrototypeOf(value) === Object.prototype;

const isObject = (value: unknown): value is object => Object(value) === value;

/** A property, but not by asking for it: that may be code of the reader's. */
export const ownValue = (its: object, key: string): unknown =>
  Object.getOwnPropertyDescriptor(its, key)?.value;

/** What an event says of a name or a value at most. */
export const shorten = (text: string): string =>
  text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;

/**
 * The name of a class or a function. It may be anything: a reader's class can have a static `name`
 * of its own.
 */
export function nameOf(named: Any, otherwise = '(anonymous)'): string {
  const name: unknown = isObject(named) && ownValue(named, 'name');
  return typeof name === 'string' && name !== '' ? shorten(name) : otherwise;
}
