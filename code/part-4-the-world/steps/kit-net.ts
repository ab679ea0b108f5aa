// What the tests of the steps with sockets share beside kit.ts and kit-time.ts: a network in memory,
// wherever they run.
import { getRunningLoop, type Coroutine, type TaskLoop } from '../src/index.ts';
import { useLoopback } from '../src/net/driver.ts';
import { decode, news, order, type Accepted } from '../src/net/messages.ts';
import { selectorOf, type Selector } from '../src/net/selector.ts';
import { sources } from '../src/threads/bell.ts';
import { inTime } from './kit-time.ts';

export const HERE = '127.0.0.1';
export const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(text);
export const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/**
 * `inTime` on a network that's in memory, where nothing happens while this thread sleeps: it
 * would sleep for ever, so that is an error.
 * @returns `open`, too: how many loops still had sockets when theirs was closed.
 */
export function onNetwork(
  main: (loop: TaskLoop) => Coroutine<unknown>,
  most?: number,
): ReturnType<typeof inTime> & { open: number } {
  const leave = useLoopback();
  const { wait } = Atomics;
  Atomics.wait = (() => {
    throw new Error('the thread slept, and nothing could wake it');
  }) as typeof wait;
  try {
    return { ...inTime(main, most), open: sources.size };
  } finally {
    Atomics.wait = wait;
    sources.clear();
    leave();
  }
}

/** Waits, a turn at a time, until something holds. */
export function* until(holds: () => boolean): Coroutine<void> {
  while (!holds()) yield;
}

/** A server made of orders and news alone, and its end of the connection that came in last. */
export class FarSide {
  readonly #selector: Selector = selectorOf(getRunningLoop() as TaskLoop);
  readonly heard: string[] = [];
  port = 0;
  #id = 0;

  static *listen(): Coroutine<FarSide> {
    const far = new FarSide();
    const id = far.#selector.add((what, given) => {
      if (what === news.listening) far.port = decode(given).port;
      if (what === news.accepted) far.#accept(decode(given));
      if (what === news.closed) far.#selector.remove(id);
    });
    far.#selector.order(order.listen, id, { host: HERE, port: 0 });
    yield* until(() => far.port > 0);
    return far;
  }

  #accept({ id }: Accepted): void {
    this.#id = id;
    this.heard.push('a visitor');
    this.#selector.add((what, given) => {
      if (what === news.data) this.heard.push(`data: ${text(given)}`);
      if (what === news.end) this.heard.push('the end');
      if (what === news.failed) this.heard.push('failed');
      if (what !== news.closed) return;
      this.heard.push('closed');
      this.#selector.remove(id);
    }, id);
  }

  write(said: string): void {
    this.#selector.order(order.write, this.#id, bytes(said));
  }

  do(what: 'pause' | 'resume' | 'end' | 'close' | 'abort'): void {
    this.#selector.order(order[what], this.#id);
  }
}
