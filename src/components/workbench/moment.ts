// The moment of a timeline in the editor: its line is marked, and what happened stands beside it. In a
// text that isn't what ran, it would be another line.
import type { Place } from '../../timeline/catalogue/shapes.ts';
import type { Stops } from '../timeline/stops.ts';
import type { Trace } from '../timeline/trace.ts';
import type { Editor } from './editor.ts';
import { once } from './loaders.ts';
import type { Session } from './session.ts';

/** Where it's shown. */
interface Around {
  readonly session: Session;
  readonly trace: Trace;
  mark(lines: readonly number[], said?: string): void;
}

export class Moment {
  readonly #around: Around;
  /** Whose lines the editor shows. */
  #bound: Stops | undefined;
  #now: { at: Place; said: string | undefined } | undefined;

  constructor(around: Around) {
    this.#around = around;
  }

  set(at: Place, said: string | undefined): void {
    this.#now = { at, said };
  }
  show(): void {
    if (this.#isHere) this.#around.mark([this.#now!.at.line], this.#now!.said);
    else this.#around.mark([]);
  }
  /** A file is shown, which may be that of the moment. */
  showIfHere(): void {
    if (this.#isHere) this.show();
  }
  /** @param isSeen Whether its mark is to go now. */
  forget(isSeen: boolean): void {
    if (isSeen && this.#now) this.#around.mark([]);
    this.#now = undefined;
  }
  get #isHere(): boolean {
    const file = this.#now?.at.file;
    return file !== undefined && file === this.#around.session.shown && this.#isAsRan(file);
  }
  #isAsRan(file: string): boolean {
    const { trace, session } = this.#around;
    return trace.codeOf(file) === session.files.text(file);
  }

  /** Has the editor show and set the lines at which the timeline stops. */
  async stopAt(stops: Stops, edit: () => Promise<Editor>): Promise<void> {
    if (this.#bound === stops || this.#around.session.shown === undefined) return;
    this.#bound = stops;
    stops.isAsRan = (file) => this.#isAsRan(file);
    try {
      const [{ stopLines }, editor] = await Promise.all([
        once('stop-lines', () => import('./stop-lines.ts')),
        edit(),
      ]);
      stopLines(editor, stops);
    } catch (error) {
      this.#bound = undefined; // with the next run it's tried again
      throw error;
    }
    this.showIfHere();
  }
}
