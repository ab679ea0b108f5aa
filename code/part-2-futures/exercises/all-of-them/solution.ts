import { Future, Task, type Coroutine } from '../../src/index.ts';

/**
 * Starts all of them as tasks and returns their results, in order. If one fails, the
 * others are cancelled at once, and when they have cleaned up, which may take them a
 * while, its error is thrown.
 */
export function* runTogether<T>(...works: (() => Coroutine<T>)[]): Coroutine<T[]> {
  const tasks = works.map((work) => new Task(work()));
  const end = new Future<void>();
  let missing = tasks.length;
  if (missing === 0) end.setResult();
  for (const task of tasks)
    task.addDoneCallback(() => {
      if (end.done()) return;
      try {
        task.result();
        if (--missing === 0) end.setResult();
      } catch (error) {
        end.setException(error);
      }
    });
  try {
    yield* end;
    return tasks.map((task) => task.result());
  } finally {
    for (const task of tasks) task.cancel();
    for (const task of tasks)
      try {
        yield* task;
      } catch {
        // told already, or cancelled by us
      }
  }
}
