// <program-box>: makes a listing editable and runs it. What it needs for that is loaded when a reader first wants it.
import type { Outcome, RunEvent } from '../runner/contract.ts';
import type { PageEngine, PreparedFiles } from '../runner/page/engine.ts';
import type { Editor } from './editor.ts';
import { keepEdit, keptEdit } from './kept-edits.ts';

let pageEngine: Promise<PageEngine> | undefined;
function engine(): Promise<PageEngine> {
  pageEngine ??= import('../runner/page/engine.ts').then(({ PageEngine }) => new PageEngine());
  pageEngine.catch(() => (pageEngine = undefined));
  return pageEngine;
}

const libraries = new Map<string, Promise<PreparedFiles>>();
/** The stage's own files, which the program imports. */
function library(url: string): Promise<PreparedFiles> {
  let files = libraries.get(url);
  if (!files) {
    files = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      return response.json() as Promise<PreparedFiles>;
    });
    files.catch(() => libraries.delete(url)); // the next run tries again
    libraries.set(url, files);
  }
  return files;
}

/** A run's way of saying that nothing more can be tried without loading the page again. */
const NOT_LOADED = 'What it needs could not be loaded. Check the connection, then load the page again; your changes are kept.';

class ProgramBox extends HTMLElement {
  readonly #code = this.#part('.code code');
  readonly #live = this.#part('.live');
  readonly #status = this.#part('.status');
  readonly #expected = this.#part('.expected') as HTMLDetailsElement;
  readonly #buttons = { run: this.#button('run'), stop: this.#button('stop'), reset: this.#button('reset') };
  readonly #original = this.#listing;
  #editor: Editor | undefined;
  #opening: Promise<void> | undefined;
  #running: { abort: AbortController; over: Promise<void> } | undefined;
  #failedLine: number | undefined;

  connectedCallback(): void {
    const { run, stop, reset } = this.#buttons;
    run.onclick = () => this.#start();
    stop.onclick = () => this.#running?.abort.abort();
    reset.onclick = () => this.#reset();
    this.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.#start();
    }, { capture: true });
    this.addEventListener('pointerenter', () => void import('./editor.ts').catch(() => {}), { once: true });

    const kept = keptEdit(this.#program);
    if (kept !== undefined && kept !== this.#original) {
      this.#code.textContent = kept;
      this.#changed(kept);
      this.#status.textContent = 'Your version, kept in this browser. Reset brings the book’s back.';
    }
    this.#makeEditable();
    if (kept !== undefined) void this.#openEditor();
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
    this.#opening ??= import('./editor.ts').then(({ openEditor }) => {
      const focused = document.activeElement === this.#code;
      this.#editor = openEditor({
        original: this.#original,
        code: this.#listing,
        name: this.#name,
        selection: focused ? selectionIn(this.#code) : undefined,
        onChange: (code) => this.#changed(code),
      });
      this.#code.parentElement!.replaceWith(this.#editor.element);
      if (focused) this.#editor.element.querySelector<HTMLElement>('.cm-content')!.focus();
      if (this.#failedLine !== undefined) this.#editor.markLine(this.#failedLine);
    });
    return this.#opening.catch(() => {
      this.#opening = undefined;
      this.#status.textContent = NOT_LOADED; // the listing stays, and takes text as it is
    });
  }

  #changed(code: string): void {
    const edited = code !== this.#original;
    this.#buttons.reset.disabled = !edited;
    keepEdit(this.#program, edited ? code : undefined);
    this.#failedLine = undefined;
    if (!this.#running && this.#live.textContent) this.#status.textContent = 'Changed since it ran.';
  }

  async #reset(): Promise<void> {
    this.#running?.abort.abort();
    await this.#running?.over;
    await this.#openEditor();
    if (this.#editor) this.#editor.replace(this.#original);
    else this.#code.textContent = this.#original;
    this.#changed(this.#original);
    this.#live.textContent = '';
    this.#status.textContent = '';
    this.#expected.open = true;
    this.#buttons.run.focus();
  }

  #start(): void {
    if (this.#running) return;
    const abort = new AbortController();
    this.#running = { abort, over: this.#run(abort.signal) };
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { run, stop } = this.#buttons;
    run.ariaDisabled = 'true'; // and not disabled: it keeps the focus
    stop.disabled = false;
    this.#failedLine = undefined;
    this.#editor?.markLine();
    this.#live.textContent = '';
    this.#status.textContent = 'Running…';
    const { code } = this;
    let ending: string;
    try {
      const began = performance.now();
      const [stage, where] = await Promise.all([library(this.dataset.library!), engine()]);
      where.know(stage);
      const job = { files: { ...stage.files, [this.dataset.entry!]: code }, entry: this.dataset.entry! };
      const outcome = await where.run(job, (event) => this.#show(event), signal);
      ending = this.#describe(outcome, Math.round(performance.now() - began), code);
    } catch {
      ending = NOT_LOADED;
    }
    this.#expected.open = false;
    this.#status.textContent = ending;
    if (document.activeElement === stop) run.focus();
    run.ariaDisabled = null;
    stop.disabled = true;
    this.#running = undefined;
  }

  #show(event: RunEvent): void {
    if (event.type === 'test' || event.type === 'note') return;
    if (event.type === 'error') {
      if (event.at.file !== this.dataset.entry) return;
      this.#failedLine = event.at.line;
      this.#editor?.markLine(event.at.line);
      return;
    }
    const atEnd = this.#live.scrollHeight - this.#live.scrollTop - this.#live.clientHeight < 8;
    const text = document.createElement('span');
    text.className = event.stream;
    text.textContent = event.text;
    this.#live.append(text);
    if (atEnd) this.#live.scrollTop = this.#live.scrollHeight; // unless the reader has scrolled up
    this.#live.tabIndex = this.#live.scrollHeight > this.#live.clientHeight ? 0 : -1;
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
      case 'limit': return outcome.which === 'time' ? `Stopped: it reached the time limit (${Math.round(ms / 1000)} s).` : `Stopped: it reached the ${outcome.which} limit.`;
      case 'crashed': return `It could not run: ${outcome.message}. Try again.`;
    }
  }
}

/** Where the selection begins and ends, in characters from the element's beginning. */
function selectionIn(element: HTMLElement): { anchor: number; head: number } {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection()!;
  const before = (node: Node | null, offset: number): number => {
    if (!node || !element.contains(node)) return 0;
    const range = document.createRange();
    range.selectNodeContents(element);
    range.setEnd(node, offset);
    return range.toString().length;
  };
  return { anchor: before(anchorNode, anchorOffset), head: before(focusNode, focusOffset) };
}

customElements.define('program-box', ProgramBox);
