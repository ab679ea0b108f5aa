import type { Future } from '../future.ts';

/**
 * Has the future take over what a call returns: the value itself, or if that is a
 * promise or anything else with a `then`, what that will come to. The "promise
 * resolution procedure" of Promises/A+.
 */
export function follow(future: Future<any>, call: () => unknown): void {
  let isOver = false; // a `then` may call back twice, or throw after it has
  const once =
    (tell: (value: any) => void) =>
    (value: unknown): void => {
      if (!isOver && !future.done()) tell(value);
      isOver = true;
    };
  const fail = once((error) => future.setException(error));
  try {
    const value: any = call();
    if (value === future) throw new TypeError('a future cannot wait for itself');
    const isObject = Object(value) === value;
    const then: unknown = isObject ? value.then : undefined;
    if (typeof then !== 'function')
      return once((value) => future.setResult(value))(value);
    then.call(
      value,
      once((value) => follow(future, () => value)),
      fail,
    );
  } catch (error) {
    fail(error);
  }
}
