// What keeps a program running after its last line, as in Node: timers, and ports and threads to
// which it listens.

export interface KeepAlive {
  /** True while something could make more of the program run. */
  busy(): boolean;
  /** Counts it, or no longer, among what keeps the program running. */
  hold(holder: unknown): void;
  release(holder: unknown): void;
}

/** Watches timers and ports from now on. @param onIdle Called when the last of them is gone. */
export function watchKeepAlive(onIdle: () => void): KeepAlive {
  const global = self as unknown as Record<string, any>;
  const holders = new Set<unknown>();
  const release = (holder: unknown): void => {
    if (holders.delete(holder) && holders.size === 0) onIdle();
  };

  for (const [set, clear, repeats] of [
    ['setTimeout', 'clearTimeout', false],
    ['setInterval', 'clearInterval', true],
  ] as const) {
    const start = global[set].bind(self);
    const cancel = global[clear].bind(self);
    global[set] = (
      callback: (...args: unknown[]) => void,
      ms?: number,
      ...args: unknown[]
    ): number => {
      const id: number = start(() => {
        try {
          callback(...args);
        } finally {
          if (!repeats) release(id);
        }
      }, ms);
      holders.add(id);
      return id;
    };
    global[clear] = (id: number): void => {
      cancel(id);
      release(id);
    };
  }

  // Node's ports have ref() and unref(), and who listens on one is kept waiting.
  const proto = MessagePort.prototype as MessagePort & { ref(): void; unref(): void };
  const { close } = proto;
  const { get, set } = Object.getOwnPropertyDescriptor(
    proto,
    'onmessage',
  ) as Required<PropertyDescriptor>;
  proto.ref = function () {
    holders.add(this);
  };
  proto.unref = function () {
    release(this);
  };
  proto.close = function () {
    close.call(this);
    release(this);
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
  return { busy: () => holders.size > 0, hold: (holder) => void holders.add(holder), release };
}
