// Stack traces as the reader wrote the code.
import type { Unmarked } from '../timeline/probe/host.ts';
import type { Position } from './contract.ts';
import { giveStacks, rawOf } from './own-stacks.ts';
import { SafeMap, uncurry } from './primordials.ts';
import { SOURCE_ROOT, type Plan } from './source/plan.ts';

const errorText = uncurry(Error.prototype.toString);
const search = uncurry(RegExp.prototype.exec);
const split = uncurry(''.split as (by: string) => string[]);
const slice = uncurry(''.slice);
const indexOf = uncurry(''.indexOf);
const replaceAll = uncurry(''.replaceAll as (text: string, by: string) => string);

const { max } = Math;
const { hasOwn, defineProperty, getOwnPropertyDescriptor } = Object;
const defineOwn = Reflect.defineProperty;
const TheError = Error as ErrorConstructor & { stackTraceLimit?: number };
const getPrototypeOf = Object.getPrototypeOf as (value: object) => object | null;

const IS_V8 = search(/^Error/, String(new Error().stack)) !== null;
const FRAME = /^\s+at /;
const ANY_FRAME = /^\s+at /m;
const isFrame = (line: string): boolean => search(FRAME, line) !== null;

/** As Firefox and Safari write them. */
const FRAMES = /^(?:[^@\n]*@.*\n?)+$/;

/**
 * A stack as Node would give it: what the error says first, then a line for each frame. Firefox and
 * Safari write frames otherwise, and begin with the first of them.
 */
export function inNodesForm(error: object, stack: string): string {
  if (IS_V8 || !search(FRAMES, stack)) return stack; // or the program's own
  let text = errorText(error as Error);
  const frames = split(stack, '\n');
  let isMade = false;
  for (let at = 0; at < frames.length; at++) {
    const found = search(/^(.*?)@(.*)$/, frames[at]!);
    const where = found ? calledIn(found[1]!) : undefined;
    const place = found ? found[2] : frames[at];
    if (!place || place === '[native code]') continue;
    // Firefox begins with the constructors of the error itself, WebKit behind those that aren't the program's
    isMade ||= !isOfClass(error, where);
    if (isMade) text += where ? `\n    at ${where} (${place})` : `\n    at ${place}`;
  }
  // WebKit doesn't say where our own functions are
  return isMade ? text : `${text}\n    at worker.js:1:1`;
}

/** Firefox calls a function without a name after those that it stands in: `outer/inner<`. */
const calledIn = (name: string): string => search(/^(?:.*\/)?([^/<]*)$/, name)?.[1] ?? '';

/** Whether that is the name of an error's class, or of one that this extends. */
function isOfClass(error: object, name: string | undefined): boolean {
  for (let its = getPrototypeOf(error); its && its !== Error.prototype; its = getPrototypeOf(its))
    if (name && (its as Error).constructor?.name === name) return true;
  return false;
}

/**
 * A stack as a program reads it. One that is all our own says so as Node's would: it is shown
 * without brackets, see inspect-internals.ts.
 */
export function asRead(stack: string, clean: Stacks['clean']): string {
  const cleaned = clean(stack);
  if (search(ANY_FRAME, cleaned) || !search(ANY_FRAME, stack)) return cleaned;
  return search(OF_OTHERS, stack) ? stack : `${cleaned}\n    at node:internal`;
}
const OF_OTHERS = /vitest\.js|blob:|data:/;

/**
 * From now on a stack begins with what the error says when it is first read, as in Node,
 * and not with what it said when it was made. Node has this function, too, in this place.
 * @param clean Takes out what is not the program's.
 */
export function prepareStacks(clean: Stacks['clean']): void {
  if (!IS_V8) return readStacks(clean); // other engines don't ask how a stack should read
  const { ErrorPrepareStackTrace } = {
    ErrorPrepareStackTrace(error: Error, frames: object[]): string {
      let text = errorText(error);
      for (let at = 0; at < frames.length; at++) text += `\n    at ${frames[at]}`;
      return asRead(text, clean);
    },
  };
  let prepare: unknown = ErrorPrepareStackTrace;
  Object.defineProperty(Error, 'prepareStackTrace', {
    get: () => prepare,
    // what takes it away, or is no function, leaves Node's way
    set(value: unknown) {
      if (this === Error) prepare = typeof value === 'function' ? value : ErrorPrepareStackTrace;
      else defineProperty(this as object, 'prepareStackTrace', { value, configurable: true, writable: true, enumerable: true }); // prettier-ignore
    },
    configurable: true,
  });
}

/** What V8 has a program see at most, unless that asks for more. */
const FRAMES_SHOWN = 10;
const { stackTraceLimit: usual } = TheError;
/** A stack in Node's form, as long as Node's. */
export function shownAs(error: object, stack: string, clean: Stacks['clean']): string {
  const text = clean(inNodesForm(error, stack));
  if (IS_V8) return text;
  const limit = TheError.stackTraceLimit;
  let left = typeof limit === 'number' && limit !== usual ? limit : FRAMES_SHOWN;
  const lines = split(text, '\n');
  let shown = '';
  for (let at = 0; at < lines.length; at++)
    if (!isFrame(lines[at]!) || left-- > 0) shown += `${at > 0 ? '\n' : ''}${lines[at]}`;
  return shown;
}

let readRaw = (error: object): unknown => rawOf(error) ?? (error as Error).stack;
/** What an error's stack is for the browser. */
export const rawStackOf = (error: Error): string => `${readRaw(error)}`;

/**
 * Where errors read their stacks by way of a getter, as in Firefox, it gives a program what Node does;
 * where each has its own, as in WebKit, their classes do. From then on it's the error's own, as in Node.
 */
function readStacks(clean: Stacks['clean']): void {
  const shown = (error: object, stack: string): string =>
    shownAs(error, stack, (its) => asRead(its, clean));
  const holders = [TheError.prototype, globalThis.DOMException?.prototype];
  for (let at = 0; at < holders.length; at++) {
    const its = holders[at] && getOwnPropertyDescriptor(holders[at]!, 'stack');
    if (!its?.get) continue;
    const read = uncurry<object, [], unknown>(its.get);
    if (at === 0) readRaw = read;
    defineProperty(holders[at]!, 'stack', {
      ...its,
      get(this: object) {
        const stack = read(this);
        // a prototype has none, and those that inherit from it have their own
        return typeof stack === 'string' && stack !== '' ? own(this, shown(this, stack)) : stack;
      },
      set(this: object, stack: unknown) {
        own(this, stack);
      },
    });
  }
  if (!getOwnPropertyDescriptor(TheError.prototype, 'stack')?.get) giveStacks(shown, own);
  const capture = TheError.captureStackTrace;
  if (!capture) return;
  const { captureStackTrace } = {
    captureStackTrace(error: object, from?: Function): void {
      capture(error, from ?? captureStackTrace);
      const { stack } = error as { stack: unknown };
      if (typeof stack === 'string') own(error, shown(error, stack));
    },
  };
  defineProperty(TheError, 'captureStackTrace', { value: captureStackTrace });
}
/** Puts it where Node has it, if it may be put there. */
function own<T>(error: object, stack: T): T {
  defineOwn(error, 'stack', { value: stack, configurable: true, writable: true });
  return stack;
}

const PLACE = new RegExp(`^(.*${SOURCE_ROOT}(\\S+?)):(\\d+):(\\d+)(\\)?)$`);
/**
 * What gives the frames of a stack the places of the reader's text. In V8 the probe of a traced run
 * has done so by then. @param unmarked See ProbeHost.
 */
export function withoutTheirMarks(unmarked: Unmarked): ((stack: string) => string) | undefined {
  if (IS_V8) return undefined;
  return (stack) => {
    const lines = split(stack, '\n');
    let text = '';
    for (let at = 0; at < lines.length; at++) {
      const found = search(PLACE, lines[at]!);
      const place = found && unmarked(found[2]!, Number(found[3]), Number(found[4]));
      const line = place ? `${found[1]}:${place.line}:${place.column}${found[5]}` : lines[at]!;
      text += `${at > 0 ? '\n' : ''}${line}`;
    }
    return text;
  };
}

export interface Stacks {
  /** Leaves what is clean as it is. */
  clean(stack: string): string;
  /**
   * By which of the job's files an error came, the innermost first: in each the first frame that Node
   * would lead with, be it the program's or the library's.
   */
  placesIn(cleanStack: string): Position[];
}

/**
 * The places of a clean stack: see `Stacks.placesIn`. @param isFile Whether a name is that of a file
 * of the job.
 */
export function placesIn(stack: string, isFile: (file: string) => boolean): Position[] {
  const lines = split(stack, '\n');
  const places: Position[] = [];
  const known: Record<string, true> = { __proto__: null! };
  for (let at = 0; at < lines.length; at++) {
    if (!isFrame(lines[at]!) && !search(/^\S*@/, lines[at]!)) continue;
    const found = search(/([^\s(@]+):(\d+):(\d+)\)?$/, lines[at]!);
    if (!found || known[found[1]!] || !isFile(found[1]!)) continue;
    known[found[1]!] = true;
    places[places.length] = {
      file: found[1]!,
      line: Number(found[2]),
      column: Number(found[3]),
    };
  }
  return places;
}

const CALLED = /(?:\bnew\s+[\w$.#]+|[\w$#]+)\s*$/;
/** Of a call some browsers name the bracket, and Node what is called, or `new`. @param text Its line. */
export function columnOfCall(text: string, column: number): number {
  const called = text[column - 1] === '(' ? search(CALLED, slice(text, 0, column - 1)) : null;
  return called ? called.index + 1 : column;
}
/** The same in a frame of a stack. @param linesOf The lines of a file, if it's the program's. */
function atCall(frame: string, linesOf: (file: string) => string[] | undefined): string {
  const found = search(/^(.*?)([^\s(]+):(\d+):(\d+)(\)?)$/, frame);
  const lines = found && linesOf(found[2]!);
  if (!lines) return frame;
  const text = lines[Number(found[3]) - 1] ?? '';
  return `${found[1]}${found[2]}:${found[3]}:${columnOfCall(text, Number(found[4]))}${found[5]}`;
}

/** What is longer says something, and doesn't come again. In characters. */
const LONGEST_FRAME = 300;
/** A function of a frame that remembers what came of each. */
export function remembered<Result>(work: (frame: string) => Result): (frame: string) => Result {
  const known = new SafeMap<string, Result>();
  return (frame) => {
    if (frame.length > LONGEST_FRAME) return work(frame);
    if (!known.has(frame)) known.set(frame, work(frame));
    return known.get(frame)!;
  };
}

const OURS = /worker\.js|node:internal|vitest\.js|blob:|data:|:1:0\)?$/;
const isOurs = (line = ''): boolean => search(/worker\.js/, line) !== null;
const STEP = /^\s+at \S+\.next \(<anonymous>\)$/;

/**
 * For a plan that runs in the page: no frames of the engine or of what link.ts put before a module,
 * and columns without that. @param named Gives frames their files, where the browser doesn't.
 */
export function stacksOf(
  { modules }: Plan,
  sources: Readonly<Record<string, string>>,
  named = (stack: string): string => stack,
): Stacks {
  const moved = modules.filter(({ shift }) => shift !== 0);
  const known: Record<string, string[]> = { __proto__: null! };
  const linesOf = (file: string): string[] | undefined =>
    hasOwn(sources, file) ? (known[file] ??= split(sources[file]!, '\n')) : undefined;
  /** A line with the column that the reader knows. */
  const placed = (line: string): string => {
    for (let at = 0; at < moved.length; at++) {
      const start = `${SOURCE_ROOT}${moved[at]!.file}:1:`;
      const from = indexOf(line, start) + start.length;
      if (from < start.length) continue;
      const column = search(/^\d+/, slice(line, from))?.[0];
      if (column !== undefined)
        return `${slice(line, 0, from)}${max(Number(column) - moved[at]!.shift, 0)}${slice(line, from + column.length)}`;
    }
    return line;
  };
  const cleanedLine = (its: string): string | undefined => {
    const line = replaceAll(placed(its), SOURCE_ROOT, '');
    if (isFrame(line) && search(OURS, line)) return undefined;
    return IS_V8 ? line : atCall(line, linesOf);
  };
  // other engines leave more to do, and where stacks are read often, their frames are the same ones
  const cleaned = IS_V8 ? cleanedLine : remembered(cleanedLine);
  return {
    clean(stack) {
      const lines = split(named(stack), '\n');
      let text = '';
      for (let at = 0; at < lines.length; at++) {
        const line = cleaned(lines[at]!);
        if (line === undefined) continue;
        // our own step into a module, or to a timer
        if (search(STEP, line) && (isOurs(lines[at - 1]) || isOurs(lines[at + 1]))) continue;
        text += `${at > 0 ? '\n' : ''}${line}`;
      }
      return text;
    },
    placesIn: (stack) => placesIn(stack, (file) => hasOwn(sources, file)),
  };
}
