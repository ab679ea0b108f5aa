import { everyPath } from '../src/orders/every-path.ts';

/**
 * Tries every sequence of so many of the actions: what holds for all of them is no luck.
 * Errors have no traces meanwhile, which cost more than all the rest.
 */
export function inEveryOrder<A>(
  actions: readonly A[],
  length: number,
  attempt: (order: readonly A[]) => void,
): void {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = () => '';
  try {
    const attempts = everyPath((choose) =>
      attempt(Array.from({ length }, () => choose(actions))),
    );
    while (!attempts.next().done);
  } finally {
    if (prepareStackTrace) Error.prepareStackTrace = prepareStackTrace;
    else Reflect.deleteProperty(Error, 'prepareStackTrace');
  }
}
