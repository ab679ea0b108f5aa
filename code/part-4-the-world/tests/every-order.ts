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
    for (const order of sequences(actions, length)) attempt(order);
  } finally {
    if (prepareStackTrace) Error.prepareStackTrace = prepareStackTrace;
    else Reflect.deleteProperty(Error, 'prepareStackTrace');
  }
}

function* sequences<A>(actions: readonly A[], length: number): Generator<A[]> {
  if (length === 0) return yield [];
  for (const first of actions)
    for (const rest of sequences(actions, length - 1)) yield [first, ...rest];
}
