import type { Coroutine } from '../coroutine.ts';
import { QueueEmpty, QueueFull } from '../errors.ts';
import { Event } from './event.ts';
import { LoopStateError } from '../errors.ts';
import { ReadyQueue } from '../ready-queue.ts';
import { Waiters } from './waiters.ts';

/**
 * First in, first out, between tasks: whoever finds it empty waits, and so does whoever
 * finds it full. asyncio's `Queue`.
 */
export class Queue<T> {
  readonly #maxSize: number;
  readonly #items = new ReadyQueue<T>();
  readonly #getters = new Waiters();
  readonly #putters = new Waiters();
  readonly #allDone = new Event();
  #unfinished = 0;

  /**
   * @param maxSize How many items it holds.
   * @throws {RangeError} if that is less than 1.
   */
  constructor(maxSize = Infinity) {
    if (!(maxSize >= 1)) throw new RangeError(`a queue holds an item, not ${maxSize}`);
    this.#maxSize = maxSize;
    this.#allDone.set();
  }

  qsize(): number {
    return this.#items.length;
  }

  empty(): boolean {
    return this.qsize() === 0;
  }

  full(): boolean {
    return this.qsize() >= this.#maxSize;
  }

  /** Puts an item at the end. Waits until it is not full. */
  *put(item: T): Coroutine<void> {
    while (this.full()) yield* this.#wait(this.#putters, () => this.full());
    this.putNowait(item);
  }

  /** Takes the oldest item out. Waits until there is one. */
  *get(): Coroutine<T> {
    while (this.empty()) yield* this.#wait(this.#getters, () => this.empty());
    return this.getNowait();
  }

  /** An item is for whoever comes first, so one who was woken may wait again. */
  #wait(waiters: Waiters, isInVain: () => boolean): Coroutine<void> {
    return waiters.wait((wasWoken) => {
      if (wasWoken && !isInVain()) waiters.wakeNext();
    });
  }

  /** @throws {QueueFull} instead of waiting. */
  putNowait(item: T): void {
    if (this.full()) throw new QueueFull('the queue is full');
    this.#items.push(item);
    this.#unfinished++;
    this.#allDone.clear();
    this.#getters.wakeNext();
  }

  /** @throws {QueueEmpty} instead of waiting. */
  getNowait(): T {
    if (this.empty()) throw new QueueEmpty('the queue is empty');
    const item = this.#items.shift() as T;
    this.#putters.wakeNext();
    return item;
  }

  /**
   * Says that an item which was taken out has been dealt with.
   * @throws {LoopStateError} if that is said more often than items were put in.
   */
  taskDone(): void {
    if (this.#unfinished === 0) throw new LoopStateError('taskDone without an item');
    if (--this.#unfinished === 0) this.#allDone.set();
  }

  /** Waits until all items that were put in have been dealt with. */
  join(): Coroutine<void> {
    return this.#allDone.wait();
  }
}
