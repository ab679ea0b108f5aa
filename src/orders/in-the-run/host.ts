// Whether a program leaves anything to the host: what comes of that comes after the run, in an order that
// isn't ours to choose.

const CALLS = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'] as const;

/** @returns Whether it did. */
export function leavesToHost(run: () => void): boolean {
  const host = globalThis as unknown as Record<string, (...given: unknown[]) => unknown>;
  let does = false;
  const undo = CALLS.map((name) => noting(host, name, () => (does = true)));
  undo.push(noting(Promise.prototype as never, 'then', () => (does = true)));
  try {
    run();
  } finally {
    for (const back of undo) back();
  }
  return does;
}

function noting(
  object: Record<string, (...given: unknown[]) => unknown>,
  name: string,
  note: () => void,
): () => void {
  const own = object[name];
  if (!own) return () => {};
  object[name] = function (this: unknown, ...given) {
    note();
    return Reflect.apply(own, this, given);
  };
  return () => void (object[name] = own);
}
