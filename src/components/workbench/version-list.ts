// The list of a box's older versions: puts them aside, shows them, and has the reader delete them and
// take that back.
import { LONGEST } from '../../store/names.ts';
import type { Version, Why } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import type { Edits } from './files.ts';
import type { Aside, Box } from './saved.ts';
import { showVersions } from './versions.ts';

/** Reasons of versions that hold but a part of what was in the box: the rest stays as it is. */
const PARTS: readonly Why[] = ['tab', 'edition', 'page', 'deleted', 'format', 'name', 'aside'];

interface Keeper {
  /** Puts an older version in the place of the reader's. */
  restore(edits: Edits): void;
  /** What there is to say of what isn't kept may be something else now. */
  tellFailures(): void;
  /** The database can't be reached. */
  fail(error: unknown): void;
}

export class VersionList {
  readonly #box: Box;
  readonly #store: Store;
  readonly #keeper: Keeper;
  /**
   * Versions that could not be kept, for as long as the page is there. Their numbers are below
   * zero.
   */
  readonly #unkept: Version[] = [];
  #nextUnkept = -1;
  #whyUnkept: unknown;
  /** Versions that the reader has deleted, which can be taken back as long as the page is there. */
  readonly #dropped: Version[] = [];

  /** @param keeper Is who writes, too, so that it isn't told what it did itself. */
  constructor(box: Box, store: Store, keeper: Keeper) {
    this.#box = box;
    this.#store = store;
    this.#keeper = keeper;
  }

  /** Files of versions that could not be kept, and why. */
  get unkept(): (readonly [file: string, why: unknown])[] {
    return this.#unkept.flatMap(({ files }) =>
      files.map(([file]) => [file, this.#whyUnkept] as const),
    );
  }

  async putAside(why: Why, files: Aside['files'], id?: number): Promise<void> {
    // a version that can't be kept as a whole is kept without what is too long
    const isTooLong = ([, text]: Aside['files'][number]): boolean =>
      text !== null && text.length > LONGEST;
    for (const some of [files.filter((one) => !isTooLong(one)), files.filter(isTooLong)])
      if (some.length > 0) await this.#putSomeAside(why, some, id);
    await this.show();
  }
  async #putSomeAside(why: Why, files: Aside['files'], id?: number): Promise<void> {
    const { box } = this.#box.files;
    try {
      await this.#store.putAside(box, why, files, this.#keeper, id);
    } catch (error) {
      this.#unkept.unshift({ id: this.#nextUnkept--, box, why, at: Date.now(), files });
      this.#whyUnkept = error;
      this.#keeper.tellFailures();
    }
  }

  async show(): Promise<void> {
    const { files: now, view } = this.#box;
    const kept = await this.#store.versions(now.box).catch(() => []);
    showVersions(view.root, [...this.#unkept, ...kept], {
      files: now,
      dropped: this.#dropped,
      restore: ({ why, files, at }) => {
        const names = files.map(([file]) => file);
        const isPart = PARTS.includes(why);
        const others = isPart ? [] : Object.keys(now.edits).filter((file) => !names.includes(file));
        this.#keeper.restore({ ...(isPart && now.edits), ...Object.fromEntries(files) });
        view.putBack(names, at, others);
      },
      drop: (version) => void this.#drop(version),
      undrop: (version) => void this.#undrop(version),
    });
  }

  async #drop(version: Version): Promise<void> {
    try {
      if (version.id >= 0)
        await this.#store.dropVersion(this.#box.files.box, version.id, this.#keeper);
      else takeOut(this.#unkept, version);
      if (!this.#dropped.some(({ id }) => id === version.id)) this.#dropped.push(version);
    } catch (error) {
      this.#keeper.fail(error);
    }
    await this.show();
  }
  async #undrop(version: Version): Promise<void> {
    try {
      if (version.id >= 0) await this.#store.bringVersionBack(version, this.#keeper);
      else this.#unkept.unshift(version);
      takeOut(this.#dropped, version);
    } catch (error) {
      this.#keeper.fail(error);
    }
    await this.show();
  }
}

function takeOut(versions: Version[], { id }: Version): void {
  const at = versions.findIndex((version) => version.id === id);
  if (at >= 0) versions.splice(at, 1);
}
