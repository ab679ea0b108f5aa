import { sources, type Source } from '../../src/threads/bell.ts';

/** Told what a visitor said. */
export type Listener = (text: string) => void;

/** What the thread of the sockets has put down for this one. */
export interface News {
  /** Takes what has come in by one connection. */
  takeFor(id: number): string[];
  /** Takes all that has come in, in the order in which it came. */
  takeAll(tell: (id: number, text: string) => void): void;
}

/** All connections: one more source of what a sleeping loop waits for. */
export class Switchboard implements Source {
  readonly #listeners = new Map<number, Listener>();
  readonly #news: News;

  constructor(news: News) {
    this.#news = news;
  }

  add(id: number, listener: Listener): void {
    this.#listeners.set(id, listener);
    sources.add(this);
  }

  remove(id: number): void {
    this.#listeners.delete(id);
    if (this.#listeners.size === 0) sources.delete(this);
  }

  poll(): void {
    this.#news.takeAll((id, text) => this.#listeners.get(id)?.(text));
  }
}
