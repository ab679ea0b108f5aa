// Where a reader has a timeline stop: kept as long as its box is there, over all of its runs. The
// editor shows those on lines, and says how they move as its text changes.
import type { Stop } from '../../timeline/stops.ts';

export interface LineStop {
  kind: 'line';
  file: string;
  /** In the text as it is now. */
  line: number;
  /** In the text that ran; none if it was set since in a text that had changed. */
  ran: number | undefined;
}
type Thing = Exclude<Stop, { kind: 'line' }>;
export type SetStop = LineStop | Thing;

const isSame = (a: SetStop, b: Stop | SetStop): boolean =>
  keyOf(a) === keyOf('at' in b ? { kind: 'line', ...b.at, ran: undefined } : b);
export const keyOf = (stop: SetStop): string =>
  stop.kind === 'line' ? `${stop.file}:${stop.line}` : `${stop.kind} ${stop.name}`;

/** Tells of itself by `change`, and by `moved` where only lines have others' numbers. */
export class Stops extends EventTarget {
  #all: readonly SetStop[] = [];
  /** Whether a file has the text now that it had when it ran. */
  isAsRan: (file: string) => boolean = () => true;
  /** Whether the list of them is open. */
  isListOpen = false;
  /** The one that was set or taken away last. */
  last: { stop: SetStop; isSet: boolean } | undefined;

  get all(): readonly SetStop[] {
    return this.#all;
  }
  linesIn(file: string): number[] {
    return this.#all.flatMap((stop) =>
      stop.kind === 'line' && stop.file === file ? [stop.line] : [],
    );
  }
  has(stop: Stop): boolean {
    return this.#all.some((one) => isSame(one, stop));
  }

  /** Sets one, or takes it away if it's there. */
  toggle(stop: Stop): void {
    const before = this.#all.find((one) => isSame(one, stop));
    if (before) return this.remove(before);
    const set: SetStop =
      stop.kind === 'line'
        ? {
            kind: 'line',
            ...stop.at,
            ran: this.isAsRan(stop.at.file) ? stop.at.line : undefined,
          }
        : stop;
    this.#change([...this.#all, set], { stop: set, isSet: true });
  }
  remove(stop: SetStop): void {
    this.#change(
      this.#all.filter((one) => keyOf(one) !== keyOf(stop)),
      { stop, isSet: false },
    );
  }
  /** Nothing was recorded at its line: it goes to another one. */
  put(stop: LineStop, line: number): void {
    const { file } = stop;
    const others = this.#all.filter((one) => keyOf(one) !== keyOf(stop));
    const moved: LineStop = { kind: 'line', file, line, ran: line };
    const isThere = others.some((one) => keyOf(one) === keyOf(moved));
    this.#change(isThere ? others : [...others, moved], { stop: moved, isSet: true });
  }

  /** A run has begun, of what the text is now. */
  begin(): void {
    this.#all = this.#all.map((stop) =>
      stop.kind === 'line' ? { ...stop, ran: stop.line } : stop,
    );
  }
  /**
   * The text of a file has changed.
   * @param to Where a line is now, if it's there still.
   */
  move(file: string, to: (line: number) => number | undefined): void {
    const seen = new Set<number>();
    const before = this.#all;
    this.#all = before.flatMap((stop) => {
      if (stop.kind !== 'line' || stop.file !== file) return [stop];
      const line = to(stop.line);
      if (line === undefined || seen.has(line)) return [];
      seen.add(line);
      return line === stop.line ? [stop] : [{ ...stop, line }];
    });
    if (this.#all.every((stop, at) => stop === before[at]) && this.#all.length === before.length)
      return;
    this.dispatchEvent(new Event('moved'));
  }

  #change(all: readonly SetStop[], last: { stop: SetStop; isSet: boolean }): void {
    this.#all = all;
    this.last = last;
    this.dispatchEvent(new Event('change'));
  }
}
