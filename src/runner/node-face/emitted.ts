// Where an 'error' event was emitted that had no listener: told with the error if that ends the program.
import { SafeWeakMap } from '../primordials.ts';

/** Errors that were emitted and not heard of: what tells where. */
const emitted = new SafeWeakMap<Error, () => string>();
/** @param emit What it was emitted by. */
export function noteEmitted(emitter: object, error: Error, emit: Function): void {
  const at: { stack?: string } = {};
  Error.captureStackTrace?.(at, emit);
  emitted.set(error, () => {
    const { name } = emitter.constructor;
    const frames = String(at.stack).split('\n').slice(1);
    const on = name === 'EventEmitter' ? '' : ` on ${name} instance`;
    return `${error.stack}\nEmitted 'error' event${on} at:\n${sharedOut(frames, String(error.stack).split('\n').slice(1)).join('\n')}`;
  });
}
/** Without the frames that both have, as Node shortens it. */
function sharedOut(frames: string[], others: string[]): string[] {
  for (let at = 0; at < frames.length - 3; at++) {
    const from = others.indexOf(frames[at]!);
    if (from < 0 || others.length - from <= 3) continue;
    let length = 1;
    while (at + length < frames.length && frames[at + length] === others[from + length]) length++;
    if (length > 3)
      return frames.toSpliced(
        at + 1,
        length - 2,
        '    [... lines matching original stack trace ...]',
      );
  }
  return frames;
}
export function tellWhereEmitted(error: Error): void {
  const stack = emitted.get(error)?.();
  if (stack !== undefined) error.stack = stack;
}
