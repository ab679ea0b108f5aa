// <tasque-lab>: a whole stage in one page. The panes are in files of their own; here they are brought together.
import type { Job, Position, RunEvent } from '../../runner/contract.ts';
import type { StageTerminal } from '../terminal/element.ts';
import '../terminal/element.ts'; // what is set on it below is not to be lost
import type { Editor } from '../workbench/editor.ts';
import { endingOf } from '../workbench/ending.ts';
import { Files } from '../workbench/files.ts';
import { keptEdits, type Edits } from '../workbench/kept-edits.ts';
import { engine, pageEngine, stageFiles } from '../workbench/stage.ts';
import { TestResults } from '../workbench/test-results.ts';
import { bindWhere, choose, where } from '../workbench/where.ts';
import { keep, kept } from './kept.ts';
import { Output } from './output.ts';
import { makeSeparator } from './separator.ts';
import { Trace } from '../timeline/trace.ts';
import { Tabs } from './tabs.ts';
import { FileTree } from './tree.ts';

const NOT_LOADED = 'What it needs could not be loaded. Check the connection, then try again; your changes are kept.';
const CHANGED_SINCE = 'Changed since it ran.';

/** One column instead of three panes: as in lab.css. */
const NARROW = '(max-width: 60rem)';

const isTest = (file: string): boolean => file.endsWith('.test.ts');
const isRunnable = (file: string): boolean => isTest(file) || file.startsWith('programs/');
const nameOf = (file: string): string => file.split('/').at(-1)!;
const isTabs = (value: unknown): value is string[] => Array.isArray(value) && value.every((file) => typeof file === 'string');
const isFile = (value: unknown): value is string => typeof value === 'string';

const TAKE = 'Take the chapter’s';
const BACK = 'Back to those from here';

const VIEWS = ['output', 'timeline', 'changes'] as const;
type View = (typeof VIEWS)[number];

class Lab extends HTMLElement {
  readonly #stage = this.dataset.stage!;
  readonly #names = [...this.querySelectorAll<HTMLElement>('[data-file]')].map(({ dataset }) => dataset.file!);
  readonly #files = new Files(`lab/${this.#stage}`, {});
  readonly #place = this.#part('.editor');
  readonly #nothing = this.#part('.nothing');
  readonly #status = this.#part('.status');
  readonly #fold = this.#part('.files details') as HTMLDetailsElement;
  readonly #what = this.#part('select') as HTMLSelectElement;
  readonly #buttons = {
    run: this.#button('run'),
    all: this.#button('run-all'),
    stop: this.#button('stop'),
    inPage: this.#button('in-page'),
    reset: this.#button('reset'),
    resetAll: this.#button('reset-all'),
    types: this.#button('types'),
  };
  readonly #terminal = this.querySelector<StageTerminal>('stage-terminal')!;
  readonly #narrow = matchMedia(NARROW);
  readonly #tree = new FileTree(this.#names, (file, how) => void this.#chosen(file, how));
  readonly #tabs = new Tabs(this.#part('.edit .tabs'), 'Open files', () => this.#place, {
    choose: (file) => void this.open(file),
    close: (file) => this.#close(file),
  });
  readonly #views = new Tabs(this.#part('.side .tabs'), 'Output, timeline and changes', (view) => this.#part(`.${view}`), { choose: (view) => this.#show(view as View) });
  readonly #output = new Output(this.#part('.output'), (at) => void this.#go(at));
  readonly #trace = new Trace(this.#part('.timeline'), ({ file, line }, quietly) => {
    if (quietly) this.#editor?.mark(file === this.#shown ? [line] : []);
    else void this.open(file, line).then(() => this.#editor?.mark([line]));
  });
  #opened = (kept(`tabs:${this.#stage}`, isTabs) ?? []).filter((file) => this.#names.includes(file));
  #shown: string | undefined;
  /** The file that was asked for last: an earlier one that comes later is not shown any more. */
  #wanted: string | undefined;
  #view: View = 'output';
  #editor: Editor | undefined;
  #running: AbortController | undefined;
  /** What to do again in the page, if Node was not to be had. */
  #again: (() => void) | undefined;
  #outputs: Record<string, string> = {};
  /** Lines where something went wrong, by file. */
  readonly #marks = new Map<string, Set<number>>();
  /** What the last resets took away. */
  readonly #resetFiles = new Map<string, string>();
  #resetAll: Edits = {};

  connectedCallback(): void {
    const { run, all, stop, inPage, reset, resetAll, types } = this.#buttons;
    this.#fold.querySelector('ul')!.replaceWith(this.#tree.element);
    this.#narrow.onchange = () => this.#fit();
    this.#fit();
    const [files, side] = [...this.querySelectorAll<HTMLElement>('[role=separator]')];
    makeSeparator(files!, { name: 'files', least: 8, most: 35, side: 'before' });
    makeSeparator(side!, { name: 'side', least: 15, most: 50, side: 'after' });

    run.onclick = () => this.#runChosen();
    all.onclick = () => this.#start((signal) => this.#runAll(signal));
    stop.onclick = () => this.#running?.abort();
    inPage.onclick = () => {
      choose('page');
      this.#again?.();
      run.focus();
    };
    bindWhere(this.#part('.where'), (kind) => {
      if (kind === 'page') inPage.hidden = true;
    });
    reset.onclick = () => this.#reset();
    resetAll.onclick = () => this.#resetEverything();
    types.onclick = () => this.#checkTypes();
    this.#trace.onCompare = () => this.#compare();
    this.#button('download').onclick = async () => {
      try {
        const { saveOwnVersion } = await import('../take-home/own-version.ts');
        await saveOwnVersion(this.#stage, this.#files.edits);
        this.#status.textContent = `The stage is saved as a zip${this.#files.isEdited() ? ', with your changes' : ''}.`;
      } catch {
        this.#status.textContent = NOT_LOADED;
      }
    };
    this.#what.onchange = () => this.#aim(this.#what.value);
    this.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        this.#runChosen();
      },
      { capture: true },
    );
    for (const near of ['pointerenter', 'focusin'] as const) this.addEventListener(near, () => this.#warm(), { once: true });

    if (this.#files.isEdited()) this.#status.textContent = 'Your changes, kept in this browser. Reset brings the book’s files back.';
    this.#terminal.stage = this.#stage;
    this.#terminal.files = () => this.#everything();
    this.#begin();
    this.#afterChange();
    void this.#receive();
  }

  /**
   * Shows a file of the stage.
   * @param line Which line to bring into view.
   */
  async open(file: string, line?: number): Promise<boolean> {
    this.#wanted = file;
    try {
      const [{ openEditor }] = await Promise.all([import('../workbench/editor.ts'), this.#load(file)]);
      if (this.#wanted !== file) return false;
      const it = { name: file, original: this.#files.original(file) ?? '', code: this.#files.code(file) };
      if (this.#editor) this.#editor.show(it);
      else {
        this.#editor = openEditor(it, (name, code) => this.#changed(name, code));
        this.#place.replaceChildren(this.#editor.element);
      }
    } catch {
      if (this.#wanted !== file) return false;
      this.#status.textContent = NOT_LOADED;
      this.#wanted = this.#shown;
      this.#afterChange();
      return false;
    }
    this.#shown = file;
    if (!this.#opened.includes(file)) this.#opened.push(file);
    this.#editor.mark([...(this.#marks.get(file) ?? [])]);
    this.#aim(isRunnable(file) ? file : this.#what.value);
    this.#tree.show(file);
    this.#afterChange();
    this.#keepTabs();
    if (line !== undefined) this.#editor.reveal(line);
    return true;
  }

  /** Runs the book's version as well, and lays both side by side. */
  async #compare(): Promise<void> {
    const place = await engine(where());
    const theirs = this.#trace.begin();
    const files = this.#files.originals();
    await place.run({ ...this.#job(this.#what.value), files }, theirs.hear, new AbortController().signal);
    await this.#trace.compare(theirs, files);
  }

  #part(selector: string): HTMLElement {
    return this.querySelector<HTMLElement>(selector)!;
  }
  #button(what: string): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>(`button[data-do=${what}]`)!;
  }

  /** Makes what a run will want. What fails here is told when it is wanted. */
  #warm(): void {
    if (where() === 'page')
      void pageEngine().then(
        (it) => it.warm(),
        () => {},
      );
  }

  /** Sees to it that the book's version of a file is known, and of all that it imports. */
  async #load(file: string): Promise<void> {
    const { files, outputs = {} } = await stageFiles(this.dataset.library!);
    this.#files.know(files);
    this.#outputs = outputs;
    if (file.startsWith('tests/')) this.#files.know((await stageFiles(this.dataset.tests!)).files);
  }

  /** All that stands in the stage's folder, as the reader has it now. */
  async #everything(): Promise<Record<string, string>> {
    await Promise.all(this.#names.map((file) => this.#load(file)));
    const { others } = await stageFiles(this.dataset.library!);
    return { ...others, ...this.#files.all() };
  }

  /**
   * A reader who comes from a box of the book (`?from=BOX`) finds its changes here. What was changed here as well stays as it
   * is, until the reader wants the other.
   */
  async #receive(): Promise<void> {
    const address = new URL(location.href);
    const box = address.searchParams.get('from');
    if (!box?.startsWith(`${this.#stage}/`)) return;
    address.searchParams.delete('from');
    history.replaceState(null, '', address); // once: whoever comes back to this page later comes from nowhere
    const brought = Object.entries(keptEdits(box)).filter(([file, code]) => this.#names.includes(file) && this.#files.code(file) !== code);
    if (brought.length === 0) return;
    let others = Object.fromEntries(brought.filter(([file]) => this.#files.isEdited(file)));
    const differing = Object.keys(others);
    this.#replace({ ...Object.fromEntries(brought), ...this.#files.edits });
    const panel = this.#part('.brought');
    panel.hidden = differing.length === 0;
    panel.querySelector('span')!.textContent = `What you changed in the chapter differs from what you changed here: ${differing.map(nameOf).join(', ')}.`;
    const take = this.#button('take');
    take.onclick = () => {
      const mine = Object.fromEntries(differing.map((file) => [file, this.#files.code(file)]));
      this.#replace({ ...this.#files.edits, ...others });
      others = mine;
      take.textContent = take.textContent === BACK ? TAKE : BACK;
    };
    this.#status.textContent = 'Your changes from the chapter are here.';
  }

  /** Opens what the address asks for (`#src/task.ts`), what was open when the reader left, or a program. */
  #begin(): void {
    const asked = location.hash.slice(1);
    const before = kept(`shown:${this.#stage}`, isFile);
    const first = [asked, before, this.#what.value].find((file) => file !== undefined && this.#names.includes(file))!;
    this.#aim(kept(`what:${this.#stage}`, isFile) ?? this.#what.value);
    void this.open(first);
  }

  #fit(): void {
    this.#fold.open = !this.#narrow.matches;
  }

  #keepTabs(): void {
    keep(`tabs:${this.#stage}`, this.#opened);
    keep(`shown:${this.#stage}`, this.#shown);
  }

  /** What Run will run. */
  #aim(file: string): void {
    if (![...this.#what.options].some(({ value }) => value === file)) return;
    this.#what.value = file;
    this.#buttons.run.textContent = isTest(file) ? 'Run tests' : 'Run';
    this.#output.expect(this.#outputs[file]);
    keep(`what:${this.#stage}`, file);
  }

  /** A file was chosen in the tree. */
  async #chosen(file: string, how: 'pointer' | 'look' | 'go'): Promise<void> {
    if (!(await this.open(file))) return;
    if (how === 'look') return;
    if (this.#narrow.matches) this.#fold.open = false;
    if (how === 'go') this.#editor!.focus();
    else if (this.#narrow.matches) this.#tabs.focus(); // and not the editor: nobody asked for a keyboard on the screen
  }

  async #go({ file, line }: Position): Promise<void> {
    if (await this.open(file, line)) this.#editor!.focus();
  }

  #close(file: string): void {
    const at = this.#opened.indexOf(file);
    this.#opened.splice(at, 1);
    const next = this.#opened[Math.min(at, this.#opened.length - 1)];
    if (file === this.#shown) {
      this.#shown = this.#wanted = undefined;
      if (next) return void this.open(next);
      this.#tree.show(undefined);
    }
    this.#afterChange();
    this.#keepTabs();
    if (next) return;
    this.#fold.open = true;
    this.#fold.querySelector<HTMLElement>('[tabindex="0"]')!.focus();
  }

  #show(view: View): void {
    this.#view = view;
    for (const each of VIEWS) this.#part(`.${each}`).hidden = each !== view;
    this.#showViews();
    if (view === 'changes') void this.#showChanges();
    this.#trace.isWanted = view === 'timeline';
    if (view === 'timeline' && !this.#running && !isTest(this.#what.value)) this.#runChosen();
  }

  #showViews(): void {
    const changed = Object.keys(this.#files.edits).length;
    this.#views.show(
      [
        { id: 'output', text: 'Output' },
        { id: 'timeline', text: 'Timeline' },
        { id: 'changes', text: changed === 0 ? 'What I changed' : `What I changed (${changed})` },
      ],
      this.#view,
    );
  }

  async #showChanges(): Promise<void> {
    const pane = this.#part('.changes');
    try {
      const [{ showChanges }] = await Promise.all([import('./changes.ts'), ...Object.keys(this.#files.edits).map((file) => this.#load(file))]);
      pane.replaceChildren(showChanges(this.#files, (file) => void this.#go({ file, line: 1, column: 1 })));
    } catch {
      pane.textContent = NOT_LOADED;
    }
  }

  #changed(file: string, code: string): void {
    if (code === this.#files.code(file)) return; // the editor was told, and tells it back
    this.#files.set(file, code);
    this.#terminal.save(file, this.#files.text(file));
    this.#marks.delete(file);
    this.#afterChange();
    if (!this.#running && !this.#output.isEmpty && this.#status.textContent !== CHANGED_SINCE) this.#status.textContent = CHANGED_SINCE;
  }

  /** Shows everywhere what is changed, and what can be reset. */
  #afterChange(): void {
    const { reset, resetAll } = this.#buttons;
    const shown = this.#shown;
    this.#tree.markChanged((file) => this.#files.isEdited(file));
    this.#tabs.show(
      this.#opened.map((file) => {
        const changed = this.#files.isEdited(file);
        return { id: file, text: `${nameOf(file)}${changed ? ' •' : ''}`, title: `${file}${changed ? ', changed' : ''}` };
      }),
      shown,
    );
    const isEmpty = shown === undefined && this.#wanted === undefined; // a file that is on its way has its place
    this.#place.hidden = isEmpty;
    this.#nothing.hidden = !isEmpty;
    const isEdited = shown !== undefined && this.#files.isEdited(shown);
    const canUndo = shown !== undefined && !isEdited && this.#resetFiles.has(shown);
    reset.textContent = canUndo ? 'Undo reset' : 'Reset file';
    reset.disabled = !canUndo && !isEdited;
    const canUndoAll = !this.#files.isEdited() && Object.keys(this.#resetAll).length > 0;
    resetAll.textContent = canUndoAll ? 'Undo reset all' : 'Reset all';
    resetAll.disabled = !canUndoAll && !this.#files.isEdited();
    this.#showViews();
    if (this.#view === 'changes') void this.#showChanges();
  }

  /** Puts these edits in the place of the reader's. */
  #replace(edits: Edits): void {
    const touched = Object.keys({ ...this.#files.edits, ...edits });
    this.#files.replaceEdits(edits);
    for (const file of touched) {
      this.#editor?.replace(file, this.#files.code(file));
      this.#terminal.save(file, this.#files.text(file));
      this.#marks.delete(file);
    }
    this.#afterChange();
  }

  #reset(): void {
    const file = this.#shown!;
    const { [file]: mine, ...rest } = this.#files.edits;
    if (mine === undefined) this.#replace({ ...rest, [file]: this.#resetFiles.get(file)! });
    else {
      this.#resetFiles.set(file, mine);
      this.#replace(rest);
    }
    this.#status.textContent = mine === undefined ? `Your version of ${nameOf(file)} is back.` : `${nameOf(file)} is as it stands in the book.`;
  }

  #resetEverything(): void {
    if (this.#files.isEdited()) {
      this.#resetAll = { ...this.#files.edits };
      for (const [file, mine] of Object.entries(this.#resetAll)) this.#resetFiles.set(file, mine);
      this.#replace({});
      this.#status.textContent = 'All files are as they stand in the book.';
    } else {
      this.#replace(this.#resetAll);
      this.#status.textContent = 'Your changes are back.';
    }
  }

  async #checkTypes(): Promise<void> {
    if (this.#running) return;
    const { types } = this.#buttons;
    types.ariaDisabled = 'true'; // and not disabled: it keeps the focus
    this.#clear();
    this.#status.textContent = 'Loading the type checker…';
    try {
      const [{ checkTypes }] = await Promise.all([import('../workbench/types.ts'), ...this.#names.map((file) => this.#load(file))]);
      this.#status.textContent = 'Checking…';
      const originals = Object.fromEntries(this.#names.map((file) => [file, this.#files.original(file)!]));
      // the checker of the page knows less of Node and of vitest than the real one: what it says of the book's files is no mistake
      const known = new Set((await checkTypes(originals, this.#names)).map(({ at, message }) => at.file + message));
      const mistakes = (await checkTypes(this.#files.all(), this.#names)).filter(({ at, message }) => !known.has(at.file + message));
      this.#status.textContent = mistakes.length === 0 ? 'The types are right.' : `${mistakes.length === 1 ? 'One mistake' : `${mistakes.length} mistakes`} in the types.`;
      for (const { at, message } of mistakes) {
        this.#output.place(at, message);
        this.#mark(at);
      }
    } catch {
      this.#status.textContent = NOT_LOADED;
    }
    types.ariaDisabled = null;
  }

  #clear(): void {
    if (this.#view === 'changes') this.#show('output');
    this.#output.clear();
    this.#buttons.inPage.hidden = true;
    this.#marks.clear();
    this.#editor?.mark([]);
  }

  #mark({ file, line }: Position): void {
    const lines = this.#marks.get(file) ?? new Set();
    this.#marks.set(file, lines.add(line));
    if (file === this.#shown) this.#editor?.mark([...lines]);
  }

  #runChosen(): void {
    const file = this.#what.value;
    this.#start((signal) => this.#run(file, signal));
  }

  /** @param work Gives the line that says how it ended. */
  #start(work: (signal: AbortSignal) => Promise<string>): void {
    if (this.#running || this.#buttons.types.ariaDisabled) return;
    this.#again = () => this.#start(work);
    this.#running = new AbortController();
    void this.#during(work, this.#running.signal);
  }

  async #during(work: (signal: AbortSignal) => Promise<string>, signal: AbortSignal): Promise<void> {
    const { run, all, stop, types } = this.#buttons;
    for (const button of [run, all, types]) button.ariaDisabled = 'true'; // and not disabled: they keep the focus
    stop.disabled = false;
    this.#clear();
    this.#status.textContent = 'Running…';
    const ending = await work(signal).catch(() => NOT_LOADED);
    this.#status.textContent = ending;
    if (document.activeElement === stop) run.focus();
    for (const button of [run, all, types]) button.ariaDisabled = null;
    stop.disabled = true;
    this.#running = undefined;
  }

  async #run(file: string, signal: AbortSignal): Promise<string> {
    const began = performance.now();
    const kind = where();
    const [place] = await Promise.all([engine(kind), this.#load(file)]);
    const edited = this.#files.isEdited();
    const results = isTest(file) ? this.#output.tests().results : undefined;
    const job = this.#job(file);
    const seen = this.#trace.begin();
    const outcome = await place.run(job, (event) => (event.type === 'trace' ? seen.hear(event) : this.#hear(event, results)), signal);
    if (job.trace) void this.#trace.show(seen, job, outcome, edited);
    if (outcome.type === 'unavailable') this.#buttons.inPage.hidden = false;
    const expected = this.#outputs[file];
    return endingOf(outcome, {
      kind,
      edited,
      ms: Math.round(performance.now() - began),
      summary: results?.summary,
      asExpected: expected === undefined ? undefined : this.#output.text === expected,
    });
  }

  /** Every file of tests, one after the other. */
  async #runAll(signal: AbortSignal): Promise<string> {
    const began = performance.now();
    const kind = where();
    const files = this.#names.filter(isTest);
    const [place] = await Promise.all([engine(kind), this.#load(files[0]!)]);
    const edited = this.#files.isEdited();
    const total = new TestResults(() => {});
    let unfinished = 0;
    for (const [index, file] of files.entries()) {
      const { results, over } = this.#output.tests(file);
      const fileBegan = performance.now();
      const outcome = await place.run(
        this.#job(file),
        (event) => {
          this.#hear(event, results);
          if (event.type === 'test') total.add(event.result);
        },
        signal,
      );
      const ms = Math.round(performance.now() - fileBegan);
      if (outcome.type === 'done') over(outcome.exitCode !== 0, `${results.summary || 'it could not be run'}, ${ms} ms`);
      else over(true, endingOf(outcome, { kind, edited, ms }));
      if (outcome.type === 'stopped') return `Stopped after ${index} of ${files.length} files${total.summary && `: ${total.summary}`}.`;
      if (outcome.type === 'unavailable') {
        this.#buttons.inPage.hidden = false;
        return endingOf(outcome, { kind, edited, ms });
      }
      if (outcome.type !== 'done' || !results.summary) unfinished++;
    }
    const summary = [total.summary, unfinished > 0 && `${unfinished} ${unfinished === 1 ? 'file' : 'files'} not run to the end`].filter(Boolean).join(', ');
    return endingOf({ type: 'done', exitCode: 0 }, { kind, edited, summary, ms: Math.round(performance.now() - began) });
  }

  #job(entry: string): Job {
    return { files: this.#files.all(), entry, mode: isTest(entry) ? 'tests' : 'program', trace: this.#trace.isWanted && !isTest(entry) };
  }

  #hear(event: RunEvent, results: TestResults | undefined): void {
    switch (event.type) {
      case 'output':
        return this.#output.print(event.stream, event.text);
      case 'note':
        return this.#output.note(event.text);
      case 'progress':
        return void (this.#status.textContent = event.text);
      case 'error':
        if (this.#names.includes(event.at.file)) this.#output.place(event.at);
        return this.#mark(event.at);
      case 'test':
        results?.add(event.result);
        for (const { at } of event.result.errors) if (at) this.#mark(at);
    }
  }
}

customElements.define('tasque-lab', Lab);
