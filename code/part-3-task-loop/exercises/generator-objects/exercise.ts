import { describe } from '../../src/coroutine.ts';
import { NotRegularFunctionError } from '../../src/index.ts';

/**
 * Only a regular function does its work when a loop calls it. Others only make a
 * generator or a promise, and what isn't a function can't be called at all.
 * @throws {NotRegularFunctionError} for what isn't a regular function.
 */
export function checkCallback(callback: any): void {
  if (callback?.constructor?.name === 'GeneratorFunction')
    throw new NotRegularFunctionError(
      `a callback is a regular function, and not ${describe(callback)}`,
    );
}
