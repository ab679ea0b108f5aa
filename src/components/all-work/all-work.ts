// Saves all of a reader's work as a file, and brings one in: asks first, replaces all or nothing, and
// can take it back.
import { allOf, beforeIn, replaceAll } from '../../store/whole.ts';
import type { Store } from '../../store/store.ts';
import { fromFile, RefusedError, toFile, type Work } from '../../store/work-file.ts';
import { save } from '../take-home/own-version.ts';
import { whatFailed } from '../workbench/loading.ts';
import { anything, begin, isAllSaved } from '../workbench/saved.ts';
import { whenOf } from '../workbench/when.ts';
import { choices, replaceChoices } from './choices.ts';
import { told } from './told.ts';

/** More than this is no work of one reader's, in bytes. */
const LARGEST = 100_000_000;

/** @throws {RefusedError} where this browser lets nothing be stored. */
async function store(): Promise<Store> {
  const { store } = await begin();
  try {
    await store.open();
  } catch {
    throw new RefusedError('This browser doesn’t let the book store anything.');
  }
  return store;
}
const all = async (): Promise<Work> => ({ ...(await allOf(await store())), choices: choices() });

class AllWork {
  readonly #root: Element;
  readonly #said: HTMLElement;
  readonly #asked: HTMLElement;
  readonly #picked: HTMLInputElement;
  #work: Work | undefined;

  constructor(root: Element) {
    this.#root = root;
    this.#said = root.querySelector('.said')!;
    this.#asked = root.querySelector('.asked')!;
    this.#picked = root.querySelector('input')!;
    const does = { save: this.#save, replace: this.#replace, leave: this.#leave, back: this.#back };
    for (const [name, act] of Object.entries(does))
      root.querySelector<HTMLElement>(`[data-do=${name}]`)!.onclick = () =>
        void this.#try(() => act.call(this));
    // they came with the page, and could do nothing until now
    for (const waiting of root.querySelectorAll<HTMLButtonElement>('.do :disabled'))
      waiting.disabled = false;
    this.#picked.onchange = () => void this.#try(() => this.#read());
    void this.#try(async () => void ((await anything) && (await this.#offerBack())));
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#say(error instanceof RefusedError ? `${error.message} Nothing has changed.` : whatFailed(error)); // prettier-ignore
    }
  }
  #say(text: string): void {
    this.#said.textContent = text;
  }

  async #save(): Promise<void> {
    const work = await all();
    const now = new Date();
    const name = `tasque-${now.toISOString().slice(0, 10)}.json`;
    save(new Blob([toFile(work, now)], { type: 'application/json' }), name);
    this.#say(`Saved as ${name}: ${told(work)}.`);
  }

  /** Reads the file that was picked, and asks. */
  async #read(): Promise<void> {
    this.#ask(undefined);
    this.#say('');
    const file = this.#picked.files?.[0];
    if (!file) return;
    if (file.size > LARGEST) throw new RefusedError('This file is too large to be your work.');
    const { work, saved } = fromFile(await file.text());
    const when = Number.isNaN(Date.parse(saved)) ? '' : `, saved on ${whenOf(Date.parse(saved))}`;
    this.#ask(
      work,
      `The file${when} has ${told(work)}. This browser has ${told(await all())}. What’s in the file takes the place of all that’s here, and you can take that back.`,
    );
  }
  #ask(work: Work | undefined, text = ''): void {
    this.#work = work;
    this.#asked.hidden = work === undefined;
    this.#asked.querySelector('p')!.textContent = text;
    if (work) this.#asked.querySelector<HTMLElement>('[data-do=replace]')!.focus();
  }

  async #leave(): Promise<void> {
    this.#ask(undefined);
    this.#picked.value = '';
    this.#picked.focus();
    this.#say('Nothing has changed.');
  }

  #replace = (): Promise<void> => this.#putIn(this.#work!);

  async #putIn(work: Work): Promise<void> {
    if (!isAllSaved()) throw new RefusedError('A change on this page hasn’t been kept yet.');
    const before = toFile(await all(), new Date());
    try {
      await replaceAll(await store(), work, before);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      throw new RefusedError('Your browser has no room for it.');
    }
    replaceChoices(work.choices);
    location.hash = 'all-your-work';
    location.reload();
  }

  async #offerBack(): Promise<void> {
    const before = await beforeIn(await store());
    const place = this.#root.querySelector<HTMLElement>('.before')!;
    place.hidden = before === undefined;
    if (before)
      place.querySelector('span')!.textContent =
        `You brought a file in on ${whenOf(before.at)}. What was here before is still kept.`;
  }

  async #back(): Promise<void> {
    const before = await beforeIn(await store());
    if (before) await this.#putIn(fromFile(before.text).work);
  }
}

void new AllWork(document.querySelector('.all-work')!);
