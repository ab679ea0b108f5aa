import type { TimerHandle } from './timer-handle.ts';
import * as own from '../scheduler.ts';

const FEW = 64; // timers that are not worth a sweep

/**
 * Timers, of which the first due is at hand. They stand in a heap: a binary tree in an
 * array, in which nobody is due later than the two below, so that with a thousand
 * timers ten comparisons find a new one's place. A cancelled one stays until it is on
 * top, or the heap has doubled: to look for it would cost more. asyncio's `heapq`.
 */
export class TimerQueue {
  #heap: TimerHandle[] = [];
  #sweepAt = FEW;

  push(timer: TimerHandle): void {
    if (this.#heap.length >= this.#sweepAt) this.#sweep();
    this.#rise(timer, this.#heap.length);
  }

  /** When the first timer is due: at `Infinity`, if there is none. */
  firstDue(): number {
    while (this.#heap[0]?.cancelled()) this.#takeFirst();
    return this.#heap[0]?.when() ?? Infinity;
  }

  /** Takes out the first timer if it is due by now, else gives `undefined`. */
  shiftDue(now: number): TimerHandle | undefined {
    return this.firstDue() <= now ? this.#takeFirst() : undefined;
  }

  clear(): void {
    this.#heap = [];
  }

  #takeFirst(): TimerHandle | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (last && last !== first) this.#sink(last, 0);
    return first;
  }

  /** Finds the timer's place, upwards from one that is free. */
  #rise(timer: TimerHandle, place: number): void {
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (order(timer, this.#heap[above]!) > 0) break;
      this.#heap[place] = this.#heap[above]!;
      place = above;
    }
    this.#heap[place] = timer;
  }

  /** Downwards. */
  #sink(timer: TimerHandle, place: number): void {
    for (;;) {
      let below = 2 * place + 1;
      const left = this.#heap[below];
      const right = this.#heap[below + 1];
      if (left && right && order(right, left) < 0) below++;
      const first = this.#heap[below];
      if (!first || order(timer, first) < 0) break;
      this.#heap[place] = first;
      place = below;
    }
    this.#heap[place] = timer;
  }

  /** Drops the cancelled ones. What is sorted is a heap, too. */
  #sweep(): void {
    const kept = this.#heap.filter((timer) => !timer.cancelled());
    if (kept.length < this.#heap.length) this.#heap = kept.sort(order);
    this.#sweepAt = Math.max(FEW, 2 * this.#heap.length);
  }
}

/** By moment; at one moment, whoever was asked for first. */
const order = (a: TimerHandle, b: TimerHandle): number =>
  a.when() - b.when() || a[own.order] - b[own.order];
