import type { Coroutine, Task, TaskLoop } from '../../src/index.ts';

/** Notes lines, each with the name of the task that said it. */
export class Log {
  readonly lines: string[] = [];
  readonly #loop: TaskLoop;
  readonly #names = new WeakMap<Task<unknown>, string>();

  constructor(loop: TaskLoop) {
    this.#loop = loop;
  }

  /** Begins a task under a name. */
  begin<T>(name: string, work: () => Coroutine<T>): Task<T> {
    const task = this.#loop.addTask(work());
    this.#names.set(task, name);
    return task;
  }

  /**
   * Notes `name: text`, with the name of the task whose step is being taken, or `-` if
   * there is none, or it was begun without a name.
   */
  say(text: string): void {
    const task = this.#loop.currentTask();
    const name = task && this.#names.get(task);
    this.lines.push(`${name ?? '-'}: ${text}`);
  }
}
