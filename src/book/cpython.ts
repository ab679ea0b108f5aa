// Where names stand in the source of CPython: content/cpython.json, each as
// `Lib/asyncio/tasks.py#L260`.
import pins from '../../content/cpython.json';
import { AuthorError } from './author-error.ts';

/** The version whose lines these are. */
export const CPYTHON = '3.11.7';

/** @throws {AuthorError} naming the names that there are. */
export function inCPython(name: string): { file: string; line: number; url: string } {
  const pin = (pins as Record<string, string>)[name];
  if (!pin)
    throw new AuthorError(
      `"${name}" is not in content/cpython.json; known: ${Object.keys(pins).join(', ')}`,
    );
  const [path, line] = pin.split('#L') as [string, string];
  return {
    file: path.split('/').at(-1)!,
    line: Number(line),
    url: `https://github.com/python/cpython/blob/v${CPYTHON}/${pin}`,
  };
}
