import type { Coroutine, Task, TaskLoop } from '../../src/index.ts';

/** Notes lines, each with the name of the task that said it. */
export class Log {
  readonly lines: string[] = [];
  readonly #loop: TaskLoop;
  #name = '-';

  constructor(loop: TaskLoop) {
    this.#loop = loop;
  }

  /** Begins a task under a name. */
  begin<T>(name: string, work: () => Coroutine<T>): Task<T> {
    this.#name = name;
    return this.#loop.addTask(work());
  }

  /**
   * Notes `name: text`, with the name of the task whose step is being taken, or `-` if
   * there is none, or it was begun without a name.
   */
  say(text: string): void {
    this.lines.push(`${this.#name}: ${text}`);
  }
}
