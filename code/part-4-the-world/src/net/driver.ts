import { bell } from '../threads/bell.ts';
import type { Shared } from './io-thread.ts';
import { LoopbackDriver } from './loopback.ts';
import { Outbox } from './outbox.ts';
import { Ring, type Tell } from './ring.ts';

/** Does what is ordered, and says what happened. */
export interface Driver {
  /** True if nobody but this thread can make something happen there. */
  readonly isLocal: boolean;
  order(what: number, id: number, bytes: Uint8Array): void;
  /** Sends off what was ordered, and tells of all that has happened. */
  exchange(tell: Tell): void;
  /** Whether the program is to stay alive for it. */
  keepAlive(isNeeded: boolean): void;
}

/** Has the sockets of Node, in a thread that owns them. */
class ThreadDriver implements Driver {
  readonly isLocal = false;
  readonly #shared: Shared = {
    orders: Ring.memory(),
    news: Ring.memory(),
    bell,
    called: new Int32Array(new SharedArrayBuffer(4)),
  };
  readonly #outbox = new Outbox(new Ring(this.#shared.orders));
  readonly #news = new Ring(this.#shared.news);
  readonly #thread: import('node:worker_threads').Worker;
  #hasOrders = false;

  constructor({ Worker }: typeof import('node:worker_threads')) {
    const file = new URL('./io-thread.ts', import.meta.url);
    // Without the options of the program: `--input-type` would keep it from starting.
    this.#thread = new Worker(file, { workerData: this.#shared, execArgv: [] });
    this.#thread.unref();
  }

  order(what: number, id: number, bytes: Uint8Array): void {
    this.#outbox.put(what, id, bytes);
    this.#hasOrders = true;
  }

  exchange(tell: Tell): void {
    const hasMadeRoom = this.#news.takeAll(tell);
    const isCatchingUp = this.#outbox.isFull && this.#outbox.catchUp();
    if (hasMadeRoom || isCatchingUp || this.#hasOrders) this.#call();
    this.#hasOrders = false;
  }

  /** Messages cost: there is one on its way at most. */
  #call(): void {
    if (Atomics.exchange(this.#shared.called, 0, 1) === 0)
      this.#thread.postMessage(undefined);
  }

  keepAlive(isNeeded: boolean): void {
    if (isNeeded) this.#thread.ref();
    else this.#thread.unref();
  }
}

let driver: Driver | undefined;

/** Of this thread: Node's sockets, or in a browser a network in memory. */
export function theDriver(): Driver {
  if (driver) return driver;
  const node = globalThis.process?.getBuiltinModule?.('node:worker_threads');
  return (driver = node ? new ThreadDriver(node) : new LoopbackDriver());
}

/**
 * Has this thread use a network in memory from now on, as in a browser. For tests.
 * @returns A function that goes back. Each loop stays with the network it began with.
 */
export function useLoopback(): () => void {
  const before = driver;
  driver = new LoopbackDriver();
  return () => void (driver = before);
}
