// What the launcher, inside Node, says to the page. A container gives one stream of text for all
// that a process writes, so what is ours is on lines that begin with a mark which the reader's
// code does not know.
import type { Limits, Position } from '../contract.ts';
import type { Report } from '../report.ts';

export type Record = Exclude<Report, { type: 'killed' }>;

/**
 * A record that is longer is none of the launcher's. In characters; what was printed at once is
 * within the limit of a run.
 */
const LONGEST = 2_000_000;

/** What the launcher is told, as JSON in the variable `TASQUE`. */
export interface Order {
  mark: string;
  entry: string;
  mode: 'program' | 'tests';
  limits: Limits;
  /** Where the program awaits something at its top level: shown if that never comes. */
  awaits?: Position;
  /** Whether the run is watched. */
  trace: boolean;
}

/**
 * Under this name the threads of a run that is watched find what they need for that; and each
 * thread its probe.
 */
export const PROBE = 'tasque:probe';
export interface Watched {
  mark: string;
  /** Counts the events of all threads. */
  counter: Int32Array;
  /** When the run began. */
  began: number;
}

/** Takes the stream apart again. */
export class RecordReader {
  readonly #mark: string;
  readonly #on: (record: unknown) => void;
  #rest = '';

  /**
   * @param on Told each record as it is: any code that knows the mark may have written it. `undefined` is
   *   one that is no JSON.
   */
  constructor(mark: string, on: (record: unknown) => void) {
    this.#mark = mark;
    this.#on = on;
  }

  read(text: string): void {
    this.#rest += text;
    for (;;) {
      const start = this.#rest.indexOf(this.#mark);
      if (start < 0) break;
      const end = this.#rest.indexOf('\n', start);
      this.#raw(this.#rest.slice(0, start));
      this.#rest = this.#rest.slice(start);
      if (end < 0 && this.#rest.length <= LONGEST) return;
      if (end < 0) {
        this.#on(undefined);
        this.#rest = '';
        return;
      }
      const line = this.#rest.slice(this.#mark.length, end - start);
      this.#rest = this.#rest.slice(end - start + 1);
      this.#on(parsed(line));
    }
    const whole = this.#rest.length - this.#markBegun();
    this.#raw(this.#rest.slice(0, whole));
    this.#rest = this.#rest.slice(whole);
  }

  /** Nothing more will come. */
  end(): void {
    this.#raw(this.#rest);
    this.#rest = '';
  }

  /** How much of the mark the rest ends with. */
  #markBegun(): number {
    for (let length = Math.min(this.#mark.length - 1, this.#rest.length); length > 0; length--)
      if (this.#rest.endsWith(this.#mark.slice(0, length))) return length;
    return 0;
  }

  /** Threads write past the launcher, and so does Node itself when it dies. */
  #raw(text: string): void {
    if (text !== '')
      this.#on({
        type: 'output',
        stream: 'stdout',
        text: text.replaceAll('\r\n', '\n'),
      } satisfies Record);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
