// Runs "on mine": with the library that a reader has built in the place of the book's.
import type { Job } from '../../runner/contract.ts';
import { isLibrary } from './files.ts';

export class OwnLibrary {
  /** Whether runs are on it. */
  isOn = false;
  #bring: (() => Promise<Readonly<Record<string, string>>>) | undefined;

  /** Whether the reader has one. */
  get isThere(): boolean {
    return this.#bring !== undefined;
  }
  /** @param bring Brings it, by name from the stage's root; nothing if there is none any more. */
  isBroughtBy(bring: (() => Promise<Readonly<Record<string, string>>>) | undefined): void {
    this.#bring = bring;
    if (!bring) this.isOn = false;
  }

  /** Whether what runs under this name is not the file that can be opened here. */
  takesPlaceOf(file: string): boolean {
    return this.isOn && isLibrary(file);
  }
  /** The same with this library in the place of the book's. */
  async under(job: Job): Promise<Job> {
    const own = await this.#bring!();
    const others = Object.entries(job.files).filter(([file]) => !isLibrary(file));
    return { ...job, files: { ...Object.fromEntries(others), ...own } };
  }
  /** As in `in the page, on your library`. */
  placeOf(place: string): string {
    return this.isOn ? `${place}, on your library` : place;
  }
}
