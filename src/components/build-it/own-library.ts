// The reader's library as a whole: what puts another one in its place, and what takes that back.
import { editsBetween, type Standing } from '../../steps/workspace.ts';
import { isLibrary, underSrc, type Edits } from '../workbench/files.ts';
import { begin } from '../workbench/saved.ts';
import type { Session } from '../workbench/session.ts';
import type { OwnFiles } from './own-files.ts';
import type { Standings } from './standings.ts';
import { basedOn } from './based-on.ts';
import type { LadderOnPage, StepOnPage } from './steps-of-stage.ts';

/** What the button says that brings back what was there before. */
export const MINE_BACK = 'Take mine back';

/** Files by their names from the stage's root, all of a library. */
export type Library = Record<string, string>;

interface Here {
  session: Session;
  ladder: LadderOnPage;
  standings: Standings;
  ownFiles(): OwnFiles;
  /** What the steps are has changed. */
  changed(): void;
}

export class OwnLibrary {
  readonly #here: Here;
  /** The lists as they were before what can be taken back. */
  #unmark = (): void => {};

  constructor(here: Here) {
    this.#here = here;
  }

  get files(): Library {
    return Object.fromEntries(
      Object.entries(this.#here.session.files.all()).filter(([file]) => isLibrary(file)),
    );
  }

  /**
   * Puts a library in the place of the reader's, which goes on the list of versions.
   * @param standings What the steps are with it, as far as that is something else.
   * @param based The number of the state that it was made in.
   */
  put(
    library: Library,
    standings: ReadonlyMap<StepOnPage, Standing>,
    based: number,
    label?: string,
  ): boolean {
    const { session, changed } = this.#here;
    const isAside = session.changes.replace(this.#editsFor(library), 'step', label);
    this.basedOn(based);
    this.#unmark = this.#here.standings.mark(standings);
    changed();
    return isAside;
  }
  /**
   * Puts the book's library after a step in the place of the reader's.
   * @param isBegun Whether the next one begins with it: then what comes with that is there, too.
   */
  putState(number: number, label?: string, isBegun = false): boolean {
    const { ladder, standings, ownFiles } = this.#here;
    const state = isBegun ? ladder.begunAt(number + 1) : ladder.filesAt(number);
    const library = { ...ownFiles().ownIn(this.files), ...state };
    return this.put(library, standings.withStateOf(number), number, label);
  }

  /**
   * Puts what came from elsewhere in the place of the reader's library.
   * @param aside What goes on the list of versions besides.
   * @param undone Called if the reader takes that back.
   * @returns Whether what was here is on the list of versions.
   */
  async come(
    library: Library,
    why: 'home' | 'part',
    aside: Edits = {},
    undone = (): void => {},
  ): Promise<boolean> {
    const { session, ownFiles, standings } = this.#here;
    await session.end();
    session.clear();
    if (Object.keys(aside).length > 0) {
      await begin();
      const { putAside } = await import('../workbench/saving.ts');
      putAside(session.files, why === 'home' ? 'conflict' : 'aside', aside);
    }
    const isAside = session.changes.replace(this.#editsFor(library), why, MINE_BACK);
    this.#unmark = undone;
    for (const file of Object.keys(library))
      if (!session.files.edit(file)?.of) ownFiles().mark(file);
    this.basedOn(standings.howFar);
    return isAside;
  }
  /**
   * Puts what was built at home in the place of the reader's library.
   * @param library By name from `src/`, as all libraries of home.
   * @param fromHome Where both sides changed the same lines: the library with those of home.
   * @param undone Called if the reader takes that back.
   */
  fromHome(library: Library, fromHome: Library | undefined, undone: () => void): Promise<boolean> {
    const aside = fromHome && this.#editsFor(underSrc(fromHome));
    return this.come(underSrc(library), 'home', aside, undone);
  }

  /** A file has another name. @returns What changed. */
  moved(library: Library): ReturnType<Session['files']['replaceEdits']> {
    return this.#here.session.files.replaceEdits(this.#editsFor(library));
  }

  /** The tests were run, and say what the steps are. @returns Takes that back. */
  green(standings: ReadonlyMap<StepOnPage, Standing>): () => void {
    const unmark = this.#here.standings.mark(standings);
    this.basedOn(this.#here.standings.howFar);
    this.#here.changed();
    return unmark;
  }

  /** What was there before is back. */
  takeBack(): void {
    this.#here.session.changes.resetAll(MINE_BACK);
    this.#unmark();
    this.#here.changed();
  }

  /** From now on the reader's files count as changes of a state of the book's. */
  basedOn(number: number): void {
    basedOn(this.#here.session.files, this.#here.ladder, number);
  }

  #editsFor(library: Library): Edits {
    return editsBetween(this.#here.ladder.filesAt(0), library);
  }
}
