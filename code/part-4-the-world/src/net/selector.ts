import * as own from '../scheduler.ts';
import type { TaskLoop } from '../task-loop.ts';
import { sources, waitUntil, type Source } from '../threads/bell.ts';
import { theDriver, type Driver } from './driver.ts';
import { decode, encode, news, NOTHING, order, type Accepted } from './messages.ts';

/** Told what happened to a socket: one of `news`, and its bytes. */
export type Endpoint = (what: number, bytes: Uint8Array) => void;

const endpoints = new Map<number, Endpoint>(); // of all loops of this thread
let lastId = 0; // even ones are ours, odd ones the driver's

/**
 * All sockets of a loop: one more source of what a sleeping loop waits for. asyncio has
 * one of Python's `selectors` in its place.
 */
export class Selector implements Source {
  readonly loop: unknown;
  readonly #driver: Driver = theDriver();
  readonly #ids = new Set<number>();
  #willSend = false;

  constructor(loop: TaskLoop) {
    // In a network in memory nothing happens while its loop sleeps: it wakes nobody.
    this.loop = this.#driver.isLocal ? this : loop;
    loop[own.closesWith](() => this.#close());
  }

  /** @returns The number by which orders name the socket. */
  add(endpoint: Endpoint, id = (lastId += 2)): number {
    endpoints.set(id, endpoint);
    this.#ids.add(id);
    sources.add(this);
    this.#driver.keepAlive(true);
    return id;
  }

  /** When it is closed. */
  remove(id: number): void {
    endpoints.delete(id);
    this.#ids.delete(id);
    if (this.#ids.size === 0) sources.delete(this);
    if (endpoints.size === 0) this.#driver.keepAlive(false);
  }

  /** @param detail Bytes as they are, anything else as JSON. */
  order(what: number, id: number, detail?: unknown): void {
    if (!this.#ids.has(id)) return; // it is closed
    const bytes =
      detail instanceof Uint8Array ? detail : detail ? encode(detail) : NOTHING;
    this.#driver.order(what, id, bytes);
    if (this.#willSend) return;
    this.#willSend = true; // where the loop runs, `poll` does so before
    queueMicrotask(() => {
      this.#willSend = false;
      this.poll();
    });
  }

  /** Sends off all orders of a turn together, and tells what has happened. */
  poll(): void {
    this.#driver.exchange((what, id, bytes) => {
      const endpoint = endpoints.get(id);
      if (endpoint) endpoint(what, bytes);
      else if (what === news.accepted) this.#refuse(decode(bytes));
    });
  }

  /** Nobody is there any more to serve it. */
  #refuse({ id }: Accepted): void {
    this.#driver.order(order.abort, id, NOTHING);
  }

  /** Closes all of them, and comes back when they are: until then more may come in. */
  #close(): void {
    for (const id of this.#ids) {
      const endpoint = endpoints.get(id)!;
      endpoints.set(id, (what, bytes) => {
        if (what === news.accepted) this.#refuse(decode(bytes));
        else endpoint(what, bytes);
      });
      this.order(order.abort, id);
    }
    waitUntil(() => this.#ids.size === 0, Infinity, this.loop);
  }
}

const selectors = new WeakMap<TaskLoop, Selector>();

/** The one of this loop, which may never need one. */
export function selectorOf(loop: TaskLoop): Selector {
  const selector = selectors.get(loop) ?? new Selector(loop);
  selectors.set(loop, selector);
  return selector;
}
