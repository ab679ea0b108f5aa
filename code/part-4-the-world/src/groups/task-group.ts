import type { Coroutine } from '../coroutine.ts';
import { FutureCancelledError, LoopStateError } from '../errors.ts';
import { Future } from '../future.ts';
import { getCurrentTask } from '../task-loop.ts';
import { Task, type TaskOptions } from '../task.ts';
import type { Scope } from '../scopes/within.ts';

/**
 * Tasks that end before the `within` does in which they were begun. If one of them or
 * the body fails, the others are cancelled, and all errors come out together. asyncio's
 * `TaskGroup`.
 * @throws {AggregateError} on leaving, with the errors.
 */
export class TaskGroup implements Scope<TaskGroup> {
  readonly #tasks = new Set<Task<any>>();
  readonly #errors: unknown[] = [];
  #parent: Task<any> | undefined;
  #allDone: Future<void> | undefined; // for which the parent waits at the end
  #requestsBefore = 0;
  #isEnding = false;
  #isAborting = false;
  #hasCancelledParent = false;

  /** @throws {LoopStateError} if it was entered before, or no task is running. */
  enter(): this {
    if (this.#parent) throw new LoopStateError('a task group can be entered once');
    this.#parent = getCurrentTask();
    this.#requestsBefore = this.#parent.cancelling();
    return this;
  }

  /**
   * Has the loop drive a generator, as part of this group. asyncio's `create_task`.
   * @throws {LoopStateError} before the group is entered, from its first error on, and
   *   when it has ended.
   */
  addTask<T>(coroutine: Coroutine<T>, options?: TaskOptions): Task<T> {
    if (!this.#parent)
      throw new LoopStateError('enter the task group first: within(group, …)');
    if (this.#isAborting || (this.#isEnding && this.#tasks.size === 0))
      throw new LoopStateError('the task group takes no more tasks');
    const task = new Task(coroutine, this.#parent.loop, options);
    this.#tasks.add(task);
    task.addDoneCallback(() => this.#taskIsDone(task));
    return task;
  }

  #taskIsDone(task: Task<any>): void {
    this.#tasks.delete(task);
    if (this.#tasks.size === 0 && this.#allDone?.done() === false)
      this.#allDone.setResult();
    try {
      if (!task.cancelled()) task.result();
    } catch (error) {
      this.#errors.push(error);
      if (this.#isAborting) return;
      this.#abort();
      this.#hasCancelledParent = this.#parent!.cancel();
    }
  }

  #abort(): void {
    this.#isAborting = true;
    for (const task of this.#tasks) task.cancel();
  }

  *exit(...thrown: [] | [error: unknown]): Coroutine<boolean> {
    this.#isEnding = true;
    const parent = this.#parent!;
    const isCancelled = thrown[0] instanceof FutureCancelledError;
    let cancellation = isCancelled ? thrown[0] : undefined;
    const wasCancelledByUs = this.#hasCancelledParent;
    if (wasCancelledByUs) parent.uncancel();
    if (thrown.length > 0 && !this.#isAborting) this.#abort();
    while (this.#tasks.size > 0) {
      this.#allDone = new Future(parent.loop);
      try {
        yield* this.#allDone;
      } catch (error) {
        if (this.#isAborting) continue; // we did that, or were asked before
        cancellation = error;
        this.#abort();
      }
    }
    if (this.#hasCancelledParent && !wasCancelledByUs) parent.uncancel();
    if (thrown.length > 0 && !isCancelled) this.#errors.push(thrown[0]);
    if (this.#errors.length > 0) throw this.#failure(parent);
    if (cancellation) throw cancellation;
    return false;
  }

  /** If others have asked the parent to end, it is told again, where it next waits. */
  #failure(parent: Task<any>): AggregateError {
    if (parent.cancelling() > this.#requestsBefore) {
      parent.uncancel();
      parent.cancel();
    }
    return new AggregateError(this.#errors, 'errors in a task group');
  }
}
