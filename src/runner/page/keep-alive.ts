// What keeps a program running after its last line, as in Node: timers, and ports and threads to
// which it listens.

export interface KeepAlive {
  /** True while something could make more of the program run. */
  busy(): boolean;
  /** How often there was something after there was nothing. */
  times: number;
  /** Counts it, or no longer, among what keeps the program running. */
  hold(holder: unknown): void;
  release(holder: unknown): void;
  /** Called when there is something again after there was nothing. */
  onBusy?: () => void;
}

/** Watches ports from now on. @param onIdle Called when the last holder is gone. */
export function watchKeepAlive(onIdle: () => void): KeepAlive {
  const holders = new Set<unknown>();
  const alive: KeepAlive = {
    busy: () => holders.size > 0,
    times: 0,
    hold(holder) {
      const wasIdle = holders.size === 0;
      holders.add(holder);
      if (!wasIdle) return;
      alive.times++;
      alive.onBusy?.();
    },
    release(holder) {
      if (holders.delete(holder) && holders.size === 0) onIdle();
    },
  };

  // Node's ports have ref() and unref(), and who listens on one is kept waiting.
  const proto = MessagePort.prototype as MessagePort & { ref(): void; unref(): void };
  const { close } = proto;
  const { get, set } = Object.getOwnPropertyDescriptor(
    proto,
    'onmessage',
  ) as Required<PropertyDescriptor>;
  proto.ref = function () {
    alive.hold(this);
  };
  proto.unref = function () {
    alive.release(this);
  };
  proto.close = function () {
    close.call(this);
    alive.release(this);
  };
  Object.defineProperty(proto, 'onmessage', {
    configurable: true,
    get,
    set(listener) {
      set.call(this, listener);
      if (listener) this.ref();
      else this.unref();
    },
  });
  return alive;
}
