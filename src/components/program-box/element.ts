// <program-box>: a listing that takes text at once. What else can be done with it is in bench.ts,
// which is loaded when a reader comes near, or there is something to show.
import { bindChoice } from '../workbench/engine-choice.ts';
import { Files, type Edits } from '../workbench/files.ts';
import { Listing } from '../workbench/listing.ts';
import { ahead, whatFailed } from '../workbench/loading.ts';
import { bindPresses } from '../workbench/press.ts';
import { leave, save, SAVED } from '../workbench/saved.ts';
import type { BoxBench } from './bench.ts';

export class ProgramBox extends HTMLElement {
  readonly listing = new Listing(this.querySelector('.code code')!);
  readonly #entry = this.dataset.entry!;
  readonly files = new Files(this.dataset.program!, {
    [this.#entry]: this.listing.code.textContent!,
  });
  /** Settles when what is saved is there. */
  ready!: Promise<void>;
  #bench: Promise<BoxBench> | undefined;
  #isLoaded = false;
  readonly #leaving = new AbortController();

  connectedCallback(): void {
    bindPresses(this, (id) => this.#act(id));
    bindChoice(this, this.#leaving.signal);
    // of the picture that the build put there
    const start = this.querySelector<HTMLElement>('[data-do=start]');
    if (start) {
      start.hidden = false;
      start.onclick = () => this.#act('timeline');
    }
    for (const near of ['pointerenter', 'focusin'] as const)
      this.addEventListener(near, () => ahead(this.bench().then((it) => it.warm())), { once: true }); // prettier-ignore
    this.ready = this.#begin();
  }
  disconnectedCallback(): void {
    this.#leaving.abort();
    void this.#bench?.then((bench) => bench.leave());
    void leave(this.files);
  }

  /** The reader's own version comes first, so that nothing is typed into the other. */
  async #begin(): Promise<void> {
    await save(this.files, {
      root: this,
      refresh: (files) => this.#refresh(files),
      putBack: (...version) => this.#do((bench) => bench.putBack(...version)),
      download: () => this.#act('download'),
    });
    if (this.files.isEdited()) this.#say(SAVED);
    this.#makeEditable();
  }

  #refresh(files: readonly string[]): void {
    const { code } = this.listing;
    const text = this.files.code(this.#entry);
    if (code.textContent !== text) code.textContent = text;
    this.#do((bench) => bench.session.refresh(files));
  }

  #makeEditable(): void {
    const { listing } = this;
    listing.makeEditable(this.#entry, (text) => {
      this.files.set(this.#entry, text);
      this.#do((bench) => bench.session.typed(this.#entry));
    });
    listing.code.addEventListener('focus', () => this.#do((bench) => bench.edit()), { once: true });
  }

  #say(text: string): void {
    this.querySelector('.status')!.textContent = text;
  }

  bench(): Promise<BoxBench> {
    this.#bench ??= import('./bench.ts').then(({ BoxBench }) => {
      this.#isLoaded = true;
      return new BoxBench(this, this.files, this.ready);
    });
    this.#bench.catch(() => (this.#bench = undefined));
    return this.#bench;
  }
  #do(what: (bench: BoxBench) => unknown): void {
    this.bench().then(what).catch((error) => this.#say(whatFailed(error))); // prettier-ignore
  }
  #act(id: string): void {
    // who has pressed it is not left without a word
    if (id.startsWith('run') && !this.#isLoaded && this.dataset.locked === undefined)
      this.#say('Running…');
    this.#do((bench) => bench.act(id));
  }

  /** What goes wrong is said by the box. */
  async try(work: () => Promise<unknown>): Promise<void> {
    await work().catch((error) => this.#say(whatFailed(error)));
  }
  /** Does what the button Run does. */
  run(): void {
    this.#act('run');
  }
  async open(file: string, line?: number): Promise<void> {
    await (await this.bench()).open(file, line);
  }
  offer(brought: Edits): void {
    this.#do((bench) => bench.offer(brought));
  }
}

customElements.define('program-box', ProgramBox);
