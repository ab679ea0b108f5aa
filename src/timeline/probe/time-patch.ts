// What loops do about time: the timers that they set, and that their clocks go on. A look at a clock may
// be code of the program's own, so the probe never looks: it hears what the loop is told.
import type { Id } from '../catalogue/shapes.ts';
import { isPlainFunction, type Any } from './host.ts';
import { Patch } from './patch.ts';

/** What a loop's clock said last. */
interface Heard {
  isHosts: boolean;
  now: number;
}

/** What is farther from the host's clocks than so many milliseconds is another one. */
const NEAR = 10;
/** To so many milliseconds a delay is known that was reckoned from a look at the host's clock. */
const ABOUT = 10;
// the reader's code may put others in their place
const ticks = performance.now.bind(performance);
const date = Date.now;

export class TimePatch extends Patch {
  readonly #heard = new Map<Id, Heard>();
  /** The timer that is being set: a loop may set it by another method. */
  #setting: { entry: Id; when?: number } | undefined;

  /** @param knowHandle Told which handle a timer is. */
  patchLoop(prototype: Any, knowHandle: (handle: unknown, entry: Id) => void): void {
    const see = (self: Any): Id => this.registry.see(self, 'loop');
    this.methods.around(prototype, 'time', (real, self) => {
      const now: unknown = real();
      if (typeof now === 'number' && Number.isFinite(now)) this.#hear(see(self), now);
      return now;
    });
    for (const call of ['callLater', 'callAt'])
      this.methods.around(prototype, call, (real, self, [time, callback, ...args]) => {
        const loop = see(self);
        return this.methods.orRefused(loop, call, () => {
          if (!isPlainFunction(callback)) return real(time, callback, ...args);
          const outer = this.#setting;
          if (outer && outer.entry === this.callbacks.entryOf(callback)) {
            if (call === 'callAt') outer.when = time;
            return real(time, callback, ...args);
          }
          const { entry, standIn } = this.callbacks.putDown(callback);
          const setting: typeof outer = { entry, ...(call === 'callAt' && { when: time }) };
          this.#setting = setting;
          try {
            const result = real(time, standIn, ...args);
            knowHandle(result, entry);
            const delay = call === 'callLater' ? time : undefined;
            if (!this.callbacks.isScheduled(entry)) this.#record(loop, entry, delay, setting.when);
            return result;
          } finally {
            this.#setting = outer;
          }
        });
      });
  }

  #hear(loop: Id, now: number): void {
    const last = this.#heard.get(loop);
    const isHosts =
      last?.isHosts ?? [ticks(), date()].some((hosts) => Math.abs(hosts - now) < NEAR);
    this.#heard.set(loop, { isHosts, now });
    if (!isHosts && tenths(now) !== tenths(last?.now ?? 0))
      this.recorder.record({ type: 'passes', id: loop, now: tenths(now) });
  }

  #record(loop: Id, entry: Id, delay?: number, when?: number): void {
    // whose clock has said nothing yet is told by a moment that comes from no look at the host's
    const { isHosts = !Number.isInteger(when), now } = this.#heard.get(loop) ?? {};
    const by = this.generators.now?.name;
    const due = when ?? (now === undefined || delay === undefined ? undefined : now + delay);
    const about =
      when === undefined || now === undefined ? NaN : Math.round((when - now) / ABOUT) * ABOUT;
    this.callbacks.recordTimed(entry, {
      loop,
      ...(isHosts ? known('delay', delay ?? about) : known('due', due)),
      ...(by !== undefined && { by }),
    });
  }
}

const tenths = (ms: number): number => Math.round(ms * 10) / 10;

/** As part of an event: nothing where it's never. */
const known = <Key extends string>(key: Key, ms: number | undefined): { [K in Key]?: number } =>
  ms !== undefined && Number.isFinite(ms) ? ({ [key]: tenths(ms) } as { [K in Key]: number }) : {};
