// Messages of ports, as Node's loop hands them out: those that have come wait for their place in a
// turn (turns.ts), each is followed by ticks and microtasks, and a port that is listened to keeps
// the program running until it or its other end is closed.
import { nodeError } from '../node-face/errors.ts';
import type { KeepAlive } from './keep-alive.ts';
import { SafeMap, SafeSet, SafeWeakMap, uncurry } from '../primordials.ts';

export interface Ports {
  /**
   * What has come, port after port in the order in which they were made. It stops after each one.
   */
  due(call: (work: () => void) => boolean): Generator<boolean, void>;
  /** Those that were closed are told last in a turn. */
  closed(call: (work: () => void) => boolean): Generator<boolean, void>;
  /** Whether anything has come that was not handed out. */
  waits(): boolean;
  /** Has something be done as if it came through a port: the first of all. */
  take(work: () => void): void;
}

interface Known {
  /** Its place among all ports, as Node goes through them. */
  n: number;
  come: (() => void)[];
  /** Those of messages, and whether each hears of one only. */
  listeners: Map<unknown, boolean>; // of primordials.ts
  isWatched: boolean;
  isClosed: boolean;
  /** The browser was told: Firefox hands out what had come by then. */
  isShut?: true;
  /** Closes it: set while what came before that is handed out. */
  close?: () => void;
  other?: MessagePort;
}

const { max } = Math;

/** How many messages Node hands out of one port before the next one has its turn. */
const MOST = 1000;

/** Watches all ports from now on. @param wake Has a turn begin. */
export function watchPorts(alive: KeepAlive, wake: () => void): Ports {
  const Channel = MessageChannel;
  const { ref: _, ...proto } = Object.getOwnPropertyDescriptors(MessagePort.prototype) as Record<
    string,
    PropertyDescriptor
  >;
  const close = uncurry<MessagePort, [], void>(proto.close!.value);
  const startNow = uncurry<MessagePort, [], void>(proto.start!.value);
  const setHandler = uncurry<MessagePort, [unknown], void>(proto.onmessage!.set!);
  const getHandler = proto.onmessage!.get!;
  const handlerOf = uncurry<MessagePort, [], unknown>(getHandler);
  const { addEventListener, removeEventListener, dispatchEvent } = EventTarget.prototype;
  const listen = uncurry<EventTarget, Parameters<typeof addEventListener>, void>(addEventListener);
  const dispatch = uncurry<EventTarget, [Event], boolean>(dispatchEvent);
  const stop = uncurry<Event, [], void>(Event.prototype.stopImmediatePropagation);
  const dataOf = uncurry<MessageEvent, [], unknown>(getterOf(MessageEvent.prototype, 'data'));
  const portsOf = uncurry<MessageEvent, [], readonly MessagePort[]>(
    getterOf(MessageEvent.prototype, 'ports'),
  );
  const shift = uncurry([].shift as (this: (() => void)[]) => (() => void) | undefined);
  const { apply } = Reflect;
  const Message = MessageEvent;
  const Plain = Event;

  const known = new SafeWeakMap<MessagePort, Known>();
  let made = 0;
  /** What came outside of any port; then the ports for which something has come. */
  let first: (() => void)[] = [];
  const waiting = new SafeSet<Known>();
  /** The one whose messages are handed out. */
  let current: Known | undefined;
  let ending: MessagePort[] = [];
  const ended = {};
  const taken = {};
  /** Their other ends were closed just now, and what those sent is still on its way. */
  let left: MessagePort[] = [];

  const knownOf = (port: MessagePort): Known => {
    let its = known.get(port);
    if (!its) {
      its = { n: ++made, come: [], listeners: new SafeMap(), isWatched: false, isClosed: false };
      known.set(port, its);
    }
    return its;
  };
  const come = (its: Known, work: () => void): void => {
    its.come[its.come.length] = work;
    waiting.add(its);
    wake();
  };
  const end = (port: MessagePort): void => {
    const its = knownOf(port);
    if (its.isClosed) return;
    its.isClosed = true;
    ending[ending.length] = port;
    if (its.other) left[left.length] = its.other;
    alive.hold(ended);
    alive.release(port);
    wake();
  };
  /** By now all has come that was sent to them. */
  const tellLeft = (): void => {
    const some = left;
    left = [];
    for (let at = 0; at < some.length; at++) come(knownOf(some[at]!), () => end(some[at]!));
  };
  /** A port without a listener keeps nothing running. */
  const forget = (port: MessagePort, listener: unknown): void => {
    const { listeners } = knownOf(port);
    if (listeners.delete(listener) && listeners.size === 0 && !handlerOf(port)) alive.release(port);
  };
  const watch = (port: MessagePort): void => {
    const its = knownOf(port);
    if (its.isWatched) return;
    its.isWatched = true;
    // before all listeners of the program's, and it hears of nothing but what is handed out
    listen(
      port,
      'message',
      (event) => {
        if (!event.isTrusted) return;
        stop(event);
        if (its.isShut) return;
        const data = dataOf(event as MessageEvent);
        const ports = portsOf(event as MessageEvent) as MessagePort[];
        for (let at = 0; at < ports.length; at++) knownOf(ports[at]!);
        come(its, () => {
          // WebKit goes through a list by the iterator of lists, which may be the program's
          dispatch(port, new Message('message', ports.length > 0 ? { data, ports } : { data }));
          its.listeners.forEach((once, listener) => once && forget(port, listener));
        });
      },
      true,
    );
  };

  const hold = (port: MessagePort): void => {
    if (!knownOf(port).isClosed) alive.hold(port);
  };
  const methods = {
    ref(this: MessagePort) {
      hold(this);
    },
    unref(this: MessagePort) {
      alive.release(this);
    },
    hasRef(this: MessagePort) {
      return alive.holds(this);
    },
    start(this: MessagePort) {
      watch(this);
      startNow(this);
    },
    close(this: MessagePort) {
      const its = knownOf(this);
      const shut = (): void => {
        its.isShut = true;
        close(this);
      };
      if (its === current) its.close = shut;
      else {
        shut();
        its.come.length = 0;
      }
      end(this);
    },
    // as in Node, who begins to listen to a port starts it
    addEventListener(this: MessagePort, ...args: Parameters<typeof addEventListener>) {
      watch(this);
      apply(addEventListener, this, args);
      const { 0: type, 1: listener, 2: options } = args;
      if (type !== 'message' || !listener) return;
      const { once = false, signal } = (options ?? {}) as AddEventListenerOptions;
      if (signal?.aborted) return;
      knownOf(this).listeners.set(listener, once);
      signal?.addEventListener('abort', () => forget(this, listener));
      hold(this);
      startNow(this);
    },
    removeEventListener(this: MessagePort, ...args: Parameters<typeof addEventListener>) {
      apply(removeEventListener, this, args);
      if (args[0] === 'message') forget(this, args[1]);
    },
  };
  for (const [name, value] of Object.entries(methods))
    Object.defineProperty(MessagePort.prototype, name, {
      value,
      configurable: true,
      writable: true,
      enumerable: true,
    });
  Object.defineProperty(MessagePort.prototype, 'onmessage', {
    configurable: true,
    enumerable: true,
    get: getHandler,
    set(this: MessagePort, listener) {
      watch(this);
      setHandler(this, listener);
      if (listener) hold(this);
      else alive.release(this);
    },
  });

  /** Notes the order of its ports. */
  const { MessageChannel: Ours } = {
    MessageChannel: function MessageChannel(this: unknown): MessageChannel {
      if (!new.target)
        throw nodeError(
          TypeError,
          'ERR_CONSTRUCT_CALL_REQUIRED',
          'Cannot call constructor without `new`',
        );
      const channel = Reflect.construct(Channel, [], new.target) as MessageChannel;
      const { port1, port2 } = channel;
      knownOf(port1).other = port2;
      knownOf(port2).other = port1;
      return channel;
    },
  };
  Ours.prototype = Channel.prototype;
  Object.defineProperty(Channel.prototype, 'constructor', { value: Ours });
  Object.defineProperty(self, 'MessageChannel', { value: Ours });

  return {
    *due(call) {
      const some = first;
      first = [];
      for (let at = 0; at < some.length; at++) if (call(some[at]!)) yield true;
      if (first.length === 0) alive.release(taken);
      let last = 0;
      const newest = made; // those that are made meanwhile have their place in the next turn
      for (;;) {
        tellLeft();
        let next: Known | undefined;
        waiting.forEach((its) => {
          if (its.come.length === 0) waiting.delete(its);
          else if (its.n > last && its.n <= newest && (!next || its.n < next.n)) next = its;
        });
        if (!next) return;
        last = next.n;
        current = next;
        const most = max(MOST, next.come.length);
        for (let count = 0; count < most; count++) {
          const work = shift(next.come);
          if (!work) break;
          if (call(work)) yield true;
          tellLeft();
        }
        current = undefined;
        next.close?.();
      }
    },
    *closed(call) {
      const some = ending;
      ending = [];
      alive.release(ended);
      for (let at = 0; at < some.length; at++)
        if (call(() => dispatch(some[at]!, new Plain('close')))) yield true;
    },
    waits: () => first.length > 0 || ending.length + left.length > 0 || waiting.size > 0,
    take(work) {
      first[first.length] = work;
      alive.hold(taken);
      wake();
    },
  };
}

const getterOf = (of: object, name: string): (() => any) =>
  Object.getOwnPropertyDescriptor(of, name)!.get as () => any;
