// <program-box>: makes a listing editable and runs it. What it needs for that is loaded when a reader first wants it.
import type { Engine, Outcome, RunEvent } from '../runner/contract.ts';
import type { Editor } from './editor.ts';
import { keepEdit, keptEdit } from './kept-edits.ts';

let pageEngine: Promise<Engine> | undefined;
const engine = (): Promise<Engine> => (pageEngine ??= import('../runner/page/engine.ts').then(({ PageEngine }) => new PageEngine()));

const libraries = new Map<string, Promise<Record<string, string>>>();
/** The stage's own files, which the program imports. */
function library(url: string): Promise<Record<string, string>> {
  let files = libraries.get(url);
  if (!files) {
    files = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      return response.json() as Promise<Record<string, string>>;
    });
    files.catch(() => libraries.delete(url)); // the next run tries again
    libraries.set(url, files);
  }
  return files;
}

class ProgramBox extends HTMLElement {
  readonly #code = this.#part('.code code');
  readonly #live = this.#part('.live');
  readonly #status = this.#part('.status');
  readonly #expected = this.#part('.expected') as HTMLDetailsElement;
  readonly #buttons = { run: this.#button('run'), stop: this.#button('stop'), reset: this.#button('reset') };
  readonly #original = this.#listing;
  #editor: Editor | undefined;
  #opening: Promise<void> | undefined;
  #running: AbortController | undefined;

  connectedCallback(): void {
    const { run, stop, reset } = this.#buttons;
    run.onclick = () => this.#run();
    stop.onclick = () => this.#running?.abort();
    reset.onclick = () => this.#reset();
    this.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.#run();
    }, { capture: true });

    const kept = keptEdit(this.#program);
    if (kept !== undefined && kept !== this.#original) {
      this.#code.textContent = kept;
      this.#changed(kept);
    }
    this.#makeEditable();
  }

  get #program(): string {
    return this.dataset.program!;
  }
  get #name(): string {
    return this.ariaLabel!;
  }
  get #listing(): string {
    return this.#code.textContent ?? '';
  }
  /** What would run now: the editor's text, and until it is there the listing's, which can be typed into as well. */
  get code(): string {
    return this.#editor?.code ?? this.#listing;
  }

  #part(selector: string): HTMLElement {
    return this.querySelector<HTMLElement>(selector)!;
  }
  #button(what: string): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>(`button[data-do=${what}]`)!;
  }

  /** The listing takes text at once, while the editor that will stand in its place is on its way. */
  #makeEditable(): void {
    const listing = this.#code.parentElement!;
    for (const attribute of ['tabindex', 'role', 'aria-label']) listing.removeAttribute(attribute);
    this.#code.setAttribute('contenteditable', 'plaintext-only');
    if (!this.#code.isContentEditable) this.#code.setAttribute('contenteditable', 'true');
    this.#code.spellcheck = false;
    this.#code.role = 'textbox';
    this.#code.ariaMultiLine = 'true';
    this.#code.ariaLabel = `${this.#name}, editable`;
    this.#code.addEventListener('input', () => this.#changed(this.code));
    this.#code.addEventListener('focus', () => void this.#openEditor(), { once: true });
  }

  #openEditor(): Promise<void> {
    return (this.#opening ??= import('./editor.ts').then(({ openEditor }) => {
      const focused = document.activeElement === this.#code;
      this.#editor = openEditor({
        code: this.#listing,
        name: this.#name,
        caret: focused ? caretIn(this.#code) : undefined,
        onChange: (code) => this.#changed(code),
      });
      this.#code.parentElement!.replaceWith(this.#editor.element);
      if (focused) this.#editor.element.querySelector<HTMLElement>('.cm-content')!.focus();
    }));
  }

  #changed(code: string): void {
    const edited = code !== this.#original;
    this.#buttons.reset.disabled = !edited;
    keepEdit(this.#program, edited ? code : undefined);
  }

  async #reset(): Promise<void> {
    this.#running?.abort();
    await this.#openEditor();
    this.#editor!.replace(this.#original);
    this.#live.textContent = '';
    this.#status.textContent = '';
    this.#expected.open = true;
    this.#buttons.run.focus();
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    const abort = (this.#running = new AbortController());
    const { run, stop } = this.#buttons;
    run.disabled = true;
    stop.disabled = false;
    if (document.activeElement === run) stop.focus();
    this.#editor?.markLine();
    this.#live.textContent = '';
    this.#status.textContent = 'Running…';
    const code = this.code;
    const began = performance.now();
    let outcome: Outcome;
    try {
      const [files, where] = await Promise.all([library(this.dataset.library!), engine()]);
      const job = { files: { ...files, [this.dataset.entry!]: code }, entry: this.dataset.entry! };
      outcome = await where.run(job, (event) => this.#show(event), abort.signal);
    } catch (error) {
      pageEngine = undefined; // it did not load: the next run tries again
      outcome = { type: 'crashed', message: `what it needs could not be loaded (${(error as Error).message}). Try again` };
    }
    const took = Math.round(performance.now() - began);
    this.#expected.open = false;
    this.#status.textContent = this.#describe(outcome, took, code);
    if (document.activeElement === stop) run.focus();
    run.disabled = false;
    if (document.activeElement === stop) run.focus();
    stop.disabled = true;
    this.#running = undefined;
  }

  #show(event: RunEvent): void {
    if (event.type === 'error') {
      if (event.at.file === this.dataset.entry) this.#editor?.markLine(event.at.line);
      return;
    }
    const text = document.createElement('span');
    text.className = event.stream;
    text.textContent = event.text;
    this.#live.append(text);
  }

  #describe(outcome: Outcome, ms: number, code: string): string {
    switch (outcome.type) {
      case 'done': {
        const how = `Ran in the page, ${ms} ms`;
        if (outcome.exitCode !== 0) return `${how}: it failed.`;
        if (code !== this.#original) return `${how}, with your changes.`;
        return this.#live.textContent === this.#expected.querySelector('samp')!.textContent ? `${how}: as expected.` : `${how}: not what the book expects.`;
      }
      case 'stopped': return 'Stopped.';
      case 'limit': return outcome.which === 'time' ? `Stopped: it reached the time limit (${Math.round(ms / 1000)} s).` : 'Stopped: it reached the output limit.';
      case 'crashed': return `It could not run: ${outcome.message}.`;
    }
  }
}

/** How many characters stand before the caret. */
function caretIn(element: HTMLElement): number {
  const selection = getSelection();
  if (!selection?.rangeCount) return 0;
  const { endContainer, endOffset } = selection.getRangeAt(0);
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(endContainer, endOffset);
  return before.toString().length;
}

customElements.define('program-box', ProgramBox);
