// The line that says how things are: what is being done, or how the last run or check went. That
// goes out of date as soon as a file changes that it was about, and then the line says so.
import { CHANGED_SINCE, CHECKED_BEFORE, FROM_CHAPTER, FROM_LINK, SAVED_IN_LAB } from './words.ts';
import { SAVED } from './saved.ts';

/** How a run or a check ended; of a run, with the name of what ran or without. */
export type Ending = string | ((isNamed: boolean) => string);

/** What is said as long as something differs from the book's. */
const OF_EDITS = [SAVED, SAVED_IN_LAB, FROM_CHAPTER, FROM_LINK];

export class Status {
  text = '';
  readonly #tell: (text: string, isAside?: true) => void;
  /** How the run ended that is shown. */
  #ending: Exclude<Ending, string> | undefined;
  /** What is to be said of the last run or check once something has changed. */
  #outdated: string | undefined;
  /** The files that it was about. */
  #about: ReadonlySet<string> = new Set();
  /** Whether any of them has changed before it was over. */
  #hasChanged = false;
  /** Whether what changes now is what the next run begins with, at once. */
  #goesOn = false;
  /** That is said, and what it is said of is still shown. */
  #stale: string | undefined;
  /** What is true until the reader types. */
  #ofText = '';

  constructor(tell: (text: string, isAside?: true) => void) {
    this.#tell = tell;
  }

  say(text: string): void {
    this.text = text;
    this.#outdated = this.#ending = undefined;
    this.#tell(text);
  }
  /** Says how far a run is, which need not be announced. */
  sayAside(text: string): void {
    this.text = text;
    this.#tell(text, true);
  }
  /** Says something that is true until the reader types. */
  sayOfText(text: string): void {
    this.say(text);
    this.#ofText = text;
  }
  /** Says something in the place of how a run or a check went, which may be out of date all the same. */
  sayBeside(text: string): void {
    const outdated = this.#outdated;
    this.say(this.#stale ? `${text} ${this.#stale}` : text);
    this.#outdated = outdated;
  }

  /** A run or a check has begun, of these files. @param isFurther Whether it goes on with another run. */
  isAbout(files: Iterable<string>, isFurther = false): void {
    this.#about = new Set(files);
    this.#goesOn = false;
    this.#hasChanged &&= isFurther;
  }
  /** @param isNamed Whether the reader has to be told which file it was. */
  sayRan(ending: Ending, isNamed: boolean): void {
    const text = typeof ending === 'string' ? ending : ending(isNamed);
    if (this.#hasChanged) return this.#sayOutdated(text, CHANGED_SINCE);
    this.say(text);
    if (typeof ending !== 'string') this.#ending = ending;
    this.#outdated = CHANGED_SINCE;
  }
  sayChecked(ending: string): void {
    if (this.#hasChanged) return this.#sayOutdated(ending, CHECKED_BEFORE);
    this.sayBeside(ending);
    this.#outdated = CHECKED_BEFORE;
  }
  #sayOutdated(text: string, why: string): void {
    this.#hasChanged = false;
    this.#stale = why;
    this.say(`${text} ${why}`);
  }
  /** Another file is shown than the one that ran: from now on the line has its name. */
  sayName(): void {
    if (!this.#ending) return;
    const [ending, outdated] = [this.#ending, this.#outdated];
    if (ending(true) !== this.text) this.say(ending(true));
    [this.#ending, this.#outdated] = [ending, outdated];
  }

  /** What the last run or check has found out is not shown any more. */
  clear(): void {
    this.#stale = undefined;
  }
  /** The types were checked anew. */
  checkedAgain(): void {
    if (this.#stale === CHECKED_BEFORE) this.#stale = undefined;
  }
  /** What is said of the last run stays for now, though files change: another one comes at once. */
  goesOn(): void {
    this.#outdated = this.#ending = undefined;
    this.#goesOn = true;
  }
  typed(): void {
    if (this.text === this.#ofText) this.say('');
  }
  /** @param isEdited Whether anything differs from the book's now. */
  changed(files: readonly string[], isEdited: boolean): void {
    // a file that is new since says nothing of it
    const isAboutIt = files.some((file) => this.#about.has(file));
    if (isAboutIt && this.#outdated) {
      this.#stale = this.#outdated;
      this.say(this.#stale);
    } else if (isAboutIt && !this.#goesOn) this.#hasChanged = true;
    if (OF_EDITS.includes(this.text) && !isEdited) this.say('');
  }
}
