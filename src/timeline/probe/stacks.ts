// Traces of errors without the probe: its frames are left out, and places are those of the program
// without its marks.
import type { Unmarked } from './host.ts';

/** A frame, as V8 hands it out. */
interface Frame {
  getScriptNameOrSourceURL(): string;
  toString(): string;
}
interface V8 {
  stackTraceLimit: number;
  prepareStackTrace?: ((error: unknown, frames: Frame[]) => unknown) | undefined;
}

/** Between two frames of the program stand up to so many of the probe. */
const BETWEEN = 8;

// the program may put others in their place
const { apply } = Reflect;
const { Error: TheError, Number: toNumber } = globalThis;
const errorText = TheError.prototype.toString;
const { replace } = String.prototype;

let isRaw = false;
/** The stack here and now, with all that is on it. */
export function rawStack(stackOf = (error: Error): unknown => error.stack): string {
  const v8 = TheError as unknown as V8;
  const limit = v8.stackTraceLimit;
  v8.stackTraceLimit = 100;
  isRaw = true;
  const stack = `${stackOf(new TheError())}`;
  isRaw = false;
  v8.stackTraceLimit = limit;
  return stack;
}

export function hideFrames(
  root: string,
  unmarked: Unmarked = (_file, line, column) => ({ line, column }),
  clean = (stack: string): string => stack,
): void {
  const isV8 = `${new Error().stack}`.startsWith('Error');
  if (!isV8) return; // others don't ask how a trace should read
  const v8 = Error as unknown as V8;
  const usual = v8.stackTraceLimit;
  v8.prepareStackTrace = (_, [first]) => first?.getScriptNameOrSourceURL();
  const own = new Error().stack as unknown;
  const enough = (v8.stackTraceLimit = usual * BETWEEN);

  const before = root.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const place = new RegExp(`(${before}(\\S+?)):(\\d+):(\\d+)(?=\\)?$)`);
  const placed = (_: string, whole: string, file: string, line: string, column: string): string => {
    const at = unmarked(file, toNumber(line), toNumber(column));
    return `${whole}:${at.line}:${at.column}`;
  };
  v8.prepareStackTrace = (error, frames) => {
    // a program may have set a limit of its own
    const shown = v8.stackTraceLimit === enough ? usual : v8.stackTraceLimit;
    let stack = apply(errorText, error, []) as string;
    let count = 0;
    for (let at = 0; at < frames.length && count < shown; at++) {
      const frame = frames[at]!;
      if (frame.getScriptNameOrSourceURL() === own) continue;
      count++;
      stack += `\n    at ${apply(replace, `${frame}`, [place, placed])}`;
    }
    return isRaw ? stack : clean(stack);
  };
}
