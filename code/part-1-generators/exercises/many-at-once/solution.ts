import { withContext, type ContextManager } from '../../src/index.ts';

/**
 * Enters all managers in order, calls the body with their values, and leaves them in
 * the reverse order, as if each were used inside the one before.
 * @returns What the body returned; `undefined` if one of them suppressed its error.
 */
export function withAll<T, R>(
  managers: ContextManager<T>[],
  body: (values: T[]) => R,
): R | undefined {
  const [outermost, ...others] = managers;
  if (!outermost) return body([]);
  return withContext(outermost, (value) =>
    withAll(others, (values) => body([value, ...values])),
  );
}
