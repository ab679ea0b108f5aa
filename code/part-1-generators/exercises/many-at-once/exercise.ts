import type { ContextManager } from '../../src/index.ts';

/**
 * Enters all managers in order, calls the body with their values, and leaves them in
 * the reverse order, as if each were used inside the one before.
 * @returns What the body returned; `undefined` if one of them suppressed its error.
 */
export function withAll<T, R>(
  managers: ContextManager<T>[],
  body: (values: T[]) => R,
): R | undefined {
  const values = managers.map((manager) => manager.enter());
  const result = body(values);
  for (const manager of managers) manager.exit();
  return result;
}
