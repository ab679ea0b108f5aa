import { poll } from '../threads/bell.ts';
import { StopLoop } from '../errors.ts';
import type { BluntFuture } from './blunt-future.ts';

/** A first loop that runs for ever, until a callback throws `StopLoop` at it. */
export class FirstLoop {
  readonly #ready: (() => void)[] = [];

  callSoon(callback: () => void): void {
    this.#ready.push(callback);
  }

  runForever(): void {
    try {
      while (true) {
        poll(); // is there news from other threads?
        this.#ready.shift()?.();
      }
    } catch (error) {
      if (!(error instanceof StopLoop)) throw error;
    }
  }

  stop(): void {
    this.callSoon(stopNow);
  }

  runUntilComplete(future: BluntFuture<any>): void {
    future.addDoneCallback(stopNow);
    this.runForever();
  }
}

function stopNow(): never {
  throw new StopLoop();
}
