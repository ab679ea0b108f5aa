// Who listens on an EventTarget: Node says so and browsers don't, so it is noted as they begin
// and end. Ports aren't among them: ../page/ports.ts has listeners of its own.
import { SafeWeakMap } from '../primordials.ts';

export type Heard = EventListenerOrEventListenerObject;
interface Listening {
  type: string;
  listener: Heard;
  capture: boolean;
  /** Ends the note with the first event: it's called before the listener, as Node forgets it then. */
  forget?: () => void;
}

const { apply } = Reflect;
const { prototype } = EventTarget;
const { addEventListener: add, removeEventListener: remove } = prototype;
const noted = new SafeWeakMap<EventTarget, Listening[]>();

const capturesOf = (options: unknown): boolean =>
  typeof options === 'object' ? Boolean((options as { capture?: unknown } | null)?.capture) : Boolean(options); // prettier-ignore
const find = (target: EventTarget, type: string, listener: unknown, capture: boolean): number =>
  (noted.get(target) ?? []).findIndex(
    (its) => its.type === type && its.listener === listener && its.capture === capture,
  );
function forget(target: EventTarget, type: string, listener: unknown, capture: boolean): void {
  const at = find(target, type, listener, capture);
  if (at < 0) return;
  const [its] = noted.get(target)!.splice(at, 1);
  if (its!.forget) apply(remove, target, [type, its!.forget, capture]);
}

const listening = {
  addEventListener(this: EventTarget, ...args: unknown[]): void {
    const [name, listener, options] = args;
    const { once, signal } = Object(options) as AddEventListenerOptions;
    const [type, capture] = [String(name), capturesOf(options)];
    if (!listener || signal?.aborted || find(this, type, listener, capture) >= 0)
      return apply(add, this, args);
    const end = (): void => forget(this, type, listener, capture);
    const its: Listening = { type, listener: listener as Heard, capture };
    if (once && this instanceof EventTarget) {
      its.forget = end;
      apply(add, this, [type, end, { once: true, capture }]);
    }
    apply(add, this, args);
    if (!noted.get(this)?.push(its)) noted.set(this, [its]);
    if (signal) apply(listening.addEventListener, signal, ['abort', end, { once: true }]);
  },
  removeEventListener(this: EventTarget, ...args: unknown[]): void {
    apply(remove, this, args);
    forget(this, String(args[0]), args[1], capturesOf(args[2]));
  },
};
for (const [name, value] of Object.entries(listening))
  Object.defineProperty(prototype, name, {
    value: Object.defineProperty(value, 'length', { value: 2 }),
    configurable: true,
    writable: true,
    enumerable: true,
  });

export function listenersOf(target: EventTarget, type: unknown): Heard[] {
  const all = (noted.get(target) ?? []).filter((its) => its.type === String(type));
  const heard = all.map(({ listener }) => listener);
  const { onabort } = target as Partial<AbortSignal>;
  return type === 'abort' && typeof onabort === 'function' ? [...heard, onabort as Heard] : heard;
}
