// <program-box>: makes a listing editable and runs it. What it needs for that is loaded when a reader comes near it.
import type { Job, Position, RunEvent } from '../../runner/contract.ts';
import { url } from '../../book/url.ts';
import type { Place } from '../../timeline/events.ts';
import type { Editor } from '../workbench/editor.ts';
import { endingOf } from '../workbench/ending.ts';
import { Files } from '../workbench/files.ts';
import type { Edits } from '../workbench/kept-edits.ts';
import { print } from '../workbench/print.ts';
import { engine, pageEngine, stageFiles } from '../workbench/stage.ts';
import type { TestResults } from '../workbench/test-results.ts';
import { Trace } from '../timeline/trace.ts';
import { bindWhere, choose, where } from '../workbench/where.ts';

/** A box's way of saying that nothing more can be tried without loading the page again. */
const NOT_LOADED = 'What it needs could not be loaded. Check the connection, then load the page again; your changes are kept.';
const KEPT = 'Your version, kept in this browser. Reset brings the book’s back.';

/** How the code in an address begins: see share.ts, which is loaded where there is some. */
const SHARED = '#code=';

const isTest = (file: string): boolean => /\.test\.ts$/.test(file);

export class ProgramBox extends HTMLElement {
  readonly #code = this.#part('.code code');
  readonly #live = this.#part('.live');
  readonly #status = this.#part('.status');
  readonly #note = this.#part('.note');
  readonly #results = this.#part('.results');
  readonly #expected = this.#part('.expected') as HTMLDetailsElement;
  readonly #trace = new Trace(this.#part('.trace'), (at, quietly) => void this.#reveal(at, quietly));
  readonly #tabs = this.#part('.files');
  readonly #more = this.querySelector<HTMLSelectElement>('select')!;
  readonly #buttons = { run: this.#button('run'), stop: this.#button('stop'), reset: this.#button('reset') };
  readonly #entry = this.dataset.entry!;
  /** The tests that every run of an exercise is. */
  readonly #judge = this.dataset.judge;
  readonly #files = new Files(this.dataset.program!, { [this.#entry]: this.#listing });
  readonly #opened = [this.#entry];
  #shown = this.#entry;
  #editor: Editor | undefined;
  #opening: Promise<void> | undefined;
  #running: { abort: AbortController; over: Promise<void> } | undefined;
  /** What Reset can take back: the edits that were replaced, and what to call that. */
  #before: { edits: Edits; label: string } | undefined;

  connectedCallback(): void {
    const { run, stop, reset } = this.#buttons;
    run.onclick = () => this.run();
    stop.onclick = () => this.#running?.abort.abort();
    reset.onclick = () => this.#reset();
    this.#button('in-page').onclick = () => {
      choose('page');
      this.run();
      run.focus();
    };
    bindWhere(this.#part('.where'), (kind) => {
      if (kind === 'page') this.#button('in-page').hidden = true;
    });
    this.#linkToLab();
    this.#button('copy').onclick = () => this.#copy();
    this.#button('share').onclick = () => this.#share();
    this.#button('types').onclick = () => this.#checkTypes();
    this.#bindTimeline();
    const download = this.querySelector<HTMLButtonElement>('button[data-do=download]');
    if (download) download.onclick = () => this.#download();
    this.#more.onchange = () => {
      const file = this.#more.value;
      this.#more.value = '';
      if (file) void this.open(file);
    };
    this.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        this.run();
      },
      { capture: true },
    );
    for (const near of ['pointerenter', 'focusin'] as const) this.addEventListener(near, () => this.#warm(), { once: true });

    if (this.#files.isEdited()) {
      this.#code.textContent = this.#files.code(this.#entry);
      this.#status.textContent = KEPT;
      this.#afterChange();
    }
    this.#makeEditable();
    if (this.#files.isEdited()) void this.#openEditor();
    void this.#receive();
  }

  /**
   * Shows a file of the stage.
   * @param line Which line to bring into view.
   */
  async open(file: string, line?: number): Promise<void> {
    try {
      await this.#load(file);
    } catch {
      this.#status.textContent = NOT_LOADED;
      return;
    }
    await this.#openEditor();
    if (!this.#editor) return;
    if (!this.#opened.includes(file)) this.#opened.push(file);
    this.#shown = file;
    this.#editor.show({ name: file, original: this.#files.original(file) ?? '', code: this.#files.code(file) });
    if (!this.#judge) {
      this.#buttons.run.textContent = isTest(file) ? 'Run tests' : 'Run';
      this.#expected.hidden = isTest(file);
    }
    this.#showTabs();
    if (line !== undefined) this.#editor.reveal(line);
  }

  /** Whoever looks at the timeline sees every run in it, and nobody else pays for that. */
  #bindTimeline(): void {
    const button = this.querySelector<HTMLButtonElement>('button[data-do=timeline]');
    if (!button) return;
    button.onclick = () => {
      this.#trace.isWanted = !this.#trace.isWanted;
      button.ariaPressed = String(this.#trace.isWanted);
      if (this.#trace.isWanted) this.run();
    };
    this.#trace.onStart = () => button.click();
    this.#trace.against = this.dataset.against;
    this.#trace.onCompare = () => this.#compare();
  }

  /** Shows a line that a timeline speaks of. */
  async #reveal({ file, line }: Place, quietly: boolean): Promise<void> {
    if (!quietly) await this.open(file, line);
    this.#editor?.mark(file === this.#shown ? [line] : []);
  }

  /** Runs what this one is compared with as well, and lays both side by side. */
  async #compare(): Promise<void> {
    const place = await engine(where());
    const theirs = this.#trace.begin();
    const files = this.#files.originals();
    const entry = this.#files.isEdited() ? this.#entry : this.dataset.against!;
    await place.run({ ...this.#job(entry), files }, theirs.hear, new AbortController().signal);
    await this.#trace.compare(theirs, files);
  }

  #job(entry: string): Job {
    return { files: this.#files.all(), entry, mode: isTest(entry) ? 'tests' : 'program', trace: this.#trace.isWanted && !isTest(entry) };
  }

  /** To the workshop of the whole stage, with this program; what was changed here comes along. */
  #linkToLab(): void {
    const { program, entry } = this.dataset as Record<string, string>;
    const link = this.querySelector<HTMLAnchorElement>('a[data-do=lab]');
    if (!link) return;
    const address = new URL(url(`lab/${program!.split('/')[0]}/`), location.href);
    address.searchParams.set('from', program!);
    address.hash = entry!;
    link.href = address.href;
  }

  /** The reader's version of the program, or of the exercise. */
  get entryCode(): string {
    return this.#files.code(this.#entry);
  }

  get #listing(): string {
    return this.#code.textContent ?? '';
  }
  /** What the reader sees now: the editor's text, and until it is there the listing's, which can be typed into as well. */
  get code(): string {
    return this.#editor?.code ?? this.#listing;
  }

  #part(selector: string): HTMLElement {
    return this.querySelector<HTMLElement>(selector)!;
  }
  #button(what: string): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>(`button[data-do=${what}]`)!;
  }

  /** Loads what a run or an edit will want. What fails here is told when it is wanted. */
  #warm(): void {
    void import('../workbench/editor.ts').catch(() => {});
    if (where() === 'page')
      void pageEngine().then(
        (it) => it.warm(),
        () => {},
      );
    void this.#loadStage().catch(() => {});
  }

  async #loadStage(): Promise<void> {
    const { files, tests = [] } = await stageFiles(this.dataset.library!);
    this.#files.know(files);
    if (this.#more.options.length > 1) return;
    const groups = Map.groupBy([...Object.keys(files), ...tests, ...(this.#judge ? [this.#judge] : [])].sort(), (file) => file.slice(0, file.lastIndexOf('/')));
    for (const [folder, names] of [...groups].sort(([a], [b]) => Number(/^(tests|exercises)/.test(a)) - Number(/^(tests|exercises)/.test(b)))) {
      const group = document.createElement('optgroup');
      group.label = folder;
      group.append(...names.map((name) => new Option(name.slice(folder.length + 1), name)));
      this.#more.append(group);
    }
  }

  /** Sees to it that the book's version of a file is known, and of all that it imports. */
  async #load(file: string): Promise<void> {
    await this.#loadStage();
    if (file.startsWith('tests/')) this.#files.know((await stageFiles(this.dataset.tests!)).files);
    if (file.startsWith('exercises/') && this.#judge) {
      const { files } = await stageFiles(this.dataset.exercises!);
      this.#files.know(Object.fromEntries([this.#entry, this.#judge].map((name) => [name, files[name]!])));
    }
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
    this.#code.ariaLabel = `${this.#entry.split('/').at(-1)}, editable`; // as the editor will call itself
    this.#code.addEventListener('input', () => this.#changed(this.#entry, this.#listing));
    this.#code.addEventListener('focus', () => void this.#openEditor(), { once: true });
  }

  #openEditor(): Promise<void> {
    this.#opening ??= import('../workbench/editor.ts').then(({ openEditor }) => {
      const focused = document.activeElement === this.#code;
      const first = {
        name: this.#entry,
        original: this.#files.original(this.#entry)!,
        code: this.#listing,
        selection: focused ? selectionIn(this.#code) : undefined,
      };
      this.#editor = openEditor(first, (file, code) => this.#changed(file, code));
      this.#code.parentElement!.replaceWith(this.#editor.element);
      if (focused) this.#editor.focus();
    });
    return this.#opening.catch(() => {
      this.#opening = undefined;
      this.#status.textContent = NOT_LOADED; // the listing stays, and takes text as it is
    });
  }

  #showTabs(): void {
    if (this.#opened.length === 1) return;
    this.#tabs.role = 'tablist';
    this.#tabs.ariaLabel = 'Files';
    const tabs = this.#opened.map((file) => {
      const tab = document.createElement('button');
      tab.type = 'button';
      tab.role = 'tab';
      tab.ariaSelected = String(file === this.#shown);
      tab.tabIndex = file === this.#shown ? 0 : -1;
      tab.textContent = `${file.split('/').at(-1)}${this.#files.isEdited(file) ? ' •' : ''}`;
      tab.title = this.#files.isEdited(file) ? `${file}, changed` : file;
      tab.onclick = () => this.open(file);
      return tab;
    });
    const hadFocus = this.#tabs.contains(document.activeElement);
    this.#tabs.replaceChildren(...tabs);
    if (hadFocus) tabs[this.#opened.indexOf(this.#shown)]!.focus();
    this.#tabs.onkeydown = ({ key }) => {
      const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
      const next = this.#opened.at((this.#opened.indexOf(this.#shown) + step) % this.#opened.length);
      if (step !== 0 && next) void this.open(next);
    };
  }

  #changed(file: string, code: string): void {
    this.#files.set(file, code);
    this.#before = undefined;
    this.#afterChange();
    if (!this.#running && (this.#live.textContent || this.#results.firstChild)) this.#status.textContent = 'Changed since it ran.';
  }

  #afterChange(): void {
    const { reset } = this.#buttons;
    reset.textContent = this.#before?.label ?? 'Reset';
    reset.disabled = !this.#before && !this.#files.isEdited();
    this.#showTabs();
  }

  /** Puts these edits in the place of the reader's; Reset can take it back. */
  async #replaceEdits(edits: Edits, label: string | undefined): Promise<void> {
    this.#running?.abort.abort();
    await this.#running?.over;
    await this.#openEditor();
    const before = this.#files.edits;
    this.#files.replaceEdits(edits);
    for (const file of this.#opened) this.#editor?.replace(file, this.#files.code(file));
    if (!this.#editor) this.#code.textContent = this.#files.code(this.#entry);
    this.#before = label === undefined ? undefined : { edits: before, label };
    this.#afterChange();
    this.#clearOutput();
    this.#expected.open = true;
  }

  async #reset(): Promise<void> {
    if (this.#before) {
      await this.#replaceEdits(this.#before.edits, undefined);
      this.#status.textContent = KEPT;
    } else {
      await this.#replaceEdits({}, 'Undo reset');
    }
    this.#buttons.run.focus();
  }

  async #copy(): Promise<void> {
    this.#status.textContent = (await copy(this.code)) ? 'Copied.' : 'This browser did not allow copying: select the text and copy it by hand.';
  }

  async #share(): Promise<void> {
    const share = await import('./share.ts').catch(() => undefined);
    if (!share) return void (this.#status.textContent = NOT_LOADED);
    const link = await share.linkTo({ box: this.dataset.program!, edits: this.#files.edits });
    if (await copy(link)) {
      this.#status.textContent = this.#files.isEdited()
        ? 'The link is copied. Whoever opens it sees what you changed before anything can run.'
        : 'The link is copied. It leads to this program as it stands in the book.';
      return;
    }
    const field = document.createElement('input');
    field.value = link;
    field.readOnly = true;
    field.ariaLabel = 'The link';
    this.#status.replaceChildren('The link: ', field);
    field.select();
  }

  /** What the page's address brought along for this box: shown, and nothing more. */
  async #receive(): Promise<void> {
    if (!location.hash.startsWith(SHARED)) return;
    const share = await import('./share.ts').catch(() => undefined);
    if (!share) return void (this.#status.textContent = NOT_LOADED);
    const shared = await share.sharedIn(location.hash).catch(() => null);
    if (shared === null) {
      // every box hears of it, one says it
      if (document.querySelector('program-box') === this)
        this.#status.textContent = 'The link that led here is damaged: the code that came with it cannot be read. This is the book’s version.';
      return;
    }
    if (!shared || shared.box !== this.dataset.program) return;
    this.scrollIntoView();
    try {
      const files = Object.keys(shared.edits);
      await Promise.all([this.#load(this.#entry), ...files.map((file) => this.#load(file))]);
      const known = new Set(this.#files.names);
      const edits = Object.fromEntries(Object.entries(shared.edits).filter(([file, code]) => known.has(file) && this.#files.original(file) !== code));
      const isTaken = await share.offer(this.#part('.shared'), edits, (file) => this.#files.original(file));
      if (isTaken) {
        await this.#replaceEdits(edits, this.#files.isEdited() ? 'Back to mine' : 'Back to the book’s');
        for (const file of Object.keys(edits)) await this.open(file);
        this.#status.textContent = 'This came with a link. It has not run yet.';
      }
      if (isTaken !== undefined) this.#buttons.run.focus();
    } catch {
      this.#status.textContent = NOT_LOADED;
    }
  }

  /** The whole stage as it is here, as a zip. */
  async #download(): Promise<void> {
    try {
      const { saveOwnVersion } = await import('../take-home/own-version.ts');
      await saveOwnVersion(this.dataset.program!.split('/')[0]!, this.#files.edits, this.#entry);
      this.#status.textContent = `The stage is saved as a zip${this.#files.isEdited() ? ', with your changes' : ''}. In it, “npm start” runs this program.`;
    } catch {
      this.#status.textContent = NOT_LOADED;
    }
  }

  async #checkTypes(): Promise<void> {
    const button = this.#button('types');
    button.disabled = true;
    this.#clearOutput();
    this.#status.textContent = 'Loading the type checker…';
    try {
      const [{ checkTypes }] = await Promise.all([import('../workbench/types.ts'), this.#load(this.#shown)]);
      const mistakes = await checkTypes(this.#files.all(), [...new Set([...this.#opened, ...Object.keys(this.#files.edits)])]);
      this.#status.textContent = mistakes.length === 0 ? 'The types are right.' : `${mistakes.length === 1 ? 'One mistake' : `${mistakes.length} mistakes`} in the types.`;
      for (const { at, message } of mistakes) this.#print('stderr', `${at.file}:${at.line}:${at.column} ${message}\n`);
      this.#mark(mistakes.map(({ at }) => at));
    } catch {
      this.#status.textContent = NOT_LOADED;
    }
    button.disabled = false;
  }

  #clearOutput(): void {
    this.#live.textContent = '';
    this.#results.textContent = '';
    this.#status.textContent = '';
    this.#note.hidden = true;
    this.#button('in-page').hidden = true;
    this.#editor?.mark([]);
  }

  /** Does what the button Run does. */
  run(): void {
    if (this.#running || this.dataset.locked !== undefined) return;
    const abort = new AbortController();
    this.#running = { abort, over: this.#run(abort.signal) };
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { run, stop } = this.#buttons;
    run.ariaDisabled = 'true'; // and not disabled: it keeps the focus
    stop.disabled = false;
    this.#clearOutput();
    this.#status.textContent = 'Running…';
    const entry = this.#judge ?? (isTest(this.#shown) ? this.#shown : this.#entry);
    const testing = isTest(entry);
    const kind = where();
    let ending: string;
    try {
      const began = performance.now();
      const [place, tests] = await Promise.all([engine(kind), testing ? import('../workbench/test-results.ts') : undefined, this.#load(entry)]);
      const edited = this.#files.isEdited();
      const results = tests && new tests.TestResults((at) => this.open(at.file, at.line));
      if (results) this.#results.replaceChildren(results.element);
      const job = this.#job(entry);
      const seen = this.#trace.begin();
      const outcome = await place.run(job, (event) => (event.type === 'trace' ? seen.hear(event) : this.#show(event, results)), signal);
      if (job.trace) void this.#trace.show(seen, job, outcome, edited);
      if (outcome.type === 'unavailable') this.#button('in-page').hidden = false;
      if (outcome.type === 'done' && outcome.exitCode === 0 && results?.summary) this.dispatchEvent(new Event('passed'));
      ending = endingOf(outcome, {
        kind,
        edited,
        ms: Math.round(performance.now() - began),
        summary: results?.summary,
        asExpected: this.#live.textContent === this.#expected.querySelector('samp')!.textContent,
      });
    } catch {
      ending = NOT_LOADED;
    }
    if (!testing) this.#expected.open = false;
    this.#status.textContent = ending;
    if (document.activeElement === stop) run.focus();
    run.ariaDisabled = null;
    stop.disabled = true;
    this.#running = undefined;
  }

  #show(event: RunEvent, results: TestResults | undefined): void {
    switch (event.type) {
      case 'output':
        return this.#print(event.stream, event.text);
      case 'error':
        return this.#mark([event.at]);
      case 'progress':
        return void (this.#status.textContent = event.text);
      case 'note':
        this.#note.textContent = event.text;
        this.#note.hidden = false;
        return;
      case 'test': {
        results?.add(event.result);
        const places = event.result.errors.flatMap(({ at }) => at ?? []);
        if (places.length > 0) this.#mark(places);
      }
    }
  }

  #print(stream: 'stdout' | 'stderr', text: string): void {
    print(this.#live, stream, text);
    this.#live.tabIndex = this.#live.scrollHeight > this.#live.clientHeight ? 0 : -1;
  }

  #mark(places: Position[]): void {
    const lines = places.filter(({ file }) => file === this.#shown).map(({ line }) => line);
    if (lines.length > 0) void this.#openEditor().then(() => this.#editor?.mark(lines));
  }
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
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
