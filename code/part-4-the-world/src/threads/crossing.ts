import { isCoroutineFunction } from '../coroutine.ts';
import { ThreadDiedError } from '../errors.ts';

/** What a job comes back with. It crosses from thread to thread as JSON. */
export type Reply = { value?: unknown } | { error: ErrorReport; died?: true };

/** What crosses of an error; `more` is what else it says: code, cause, errors and such. */
export interface ErrorReport {
  name: string;
  message: string;
  stack?: string;
  more?: Record<string, unknown>;
}

/** A copy of the arguments as they are now: the job may begin later. */
export function copyToTravel(fn: unknown, args: unknown[]): unknown[] {
  if (typeof fn !== 'function' || isCoroutineFunction(fn))
    throw new TypeError('a job is a function, and not one that makes generators');
  try {
    new Function(`(${fn})`);
  } catch {
    throw new TypeError(
      'a job travels as text: write it as "function" or "=>"; ' +
        'a method, a bound or a built-in function has no text that could travel',
    );
  }
  try {
    return structuredClone(args);
  } catch (error) {
    const why = (error as Error).message;
    throw new TypeError(`arguments are copied, and one of these cannot be: ${why}`);
  }
}

/** What a job's error may be here; any other is an `Error` with its name. */
const KINDS = new Map<string, ErrorConstructor | typeof ThreadDiedError>(
  [
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
    ThreadDiedError,
  ].map((Kind) => [Kind.name, Kind]),
);

/** Makes an error again of what crossed of it. */
export function revive({ name, message, stack, more = {} }: ErrorReport): Error {
  const { errors } = more;
  const error = Array.isArray(errors)
    ? new AggregateError([], message)
    : new (KINDS.get(name) ?? Error)(message);
  const fields = Object.entries(more).map(
    ([key, value]) => [key, reviveIn(value)] as const,
  );
  for (const [key, value] of [['name', name], ['stack', stack], ...fields] as const)
    if (value !== undefined)
      Object.defineProperty(error, key, { value, configurable: true, writable: true });
  return error;
}

/** Errors are found by what only their reports have. */
function reviveIn(crossed: any): unknown {
  if (Array.isArray(crossed)) return crossed.map(reviveIn);
  const isReport =
    Object(crossed) === crossed && 'more' in crossed && 'stack' in crossed;
  return isReport ? revive(crossed) : crossed;
}
