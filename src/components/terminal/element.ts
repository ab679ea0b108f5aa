// <stage-terminal>: a terminal on a shell of the container. Nothing of it is loaded before the
// reader opens it.
import type { Terminal } from '@xterm/xterm';
import type { Shell } from '../../runner/contract.ts';
import { ENGINES, load } from '../workbench/engines.ts';
import { Flow } from './flow.ts';

const OFFER = ENGINES.find(({ hasShell }) => hasShell)!;

const FONT = '14px "JetBrains Mono Variable"';

export class StageTerminal extends HTMLElement {
  /**
   * The stage, and its files as they are now, by their paths. Set by who puts a terminal on a page.
   */
  stage = '';
  files: () => Promise<Record<string, string>> = async () => ({});

  #shell: Shell | undefined;
  #terminal: Terminal | undefined;
  /**
   * Settles when all that was changed has arrived: what is typed after a change is not to overtake
   * it.
   */
  #saved: Promise<void> = Promise.resolve();
  readonly #screen = this.querySelector<HTMLElement>('.screen')!;
  readonly #said = this.querySelector<HTMLElement>('.said')!;

  connectedCallback(): void {
    this.#button('open').onclick = () => this.#open();
    this.#button('close').onclick = () => this.#close('The terminal is closed.');
  }
  disconnectedCallback(): void {
    this.#close('');
  }

  /** Passes the reader's version of a file on, if a shell is open; `null` where it was deleted. */
  save(file: string, text: string | null): void {
    const shell = this.#shell;
    // if its container is lost, the shell says so itself
    if (shell) this.#saved = this.#saved.then(() => shell.save(file, text)).catch(() => {});
  }

  #button(what: string): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>(`button[data-do=${what}]`)!;
  }

  async #open(): Promise<void> {
    const open = this.#button('open');
    if (open.ariaDisabled) return;
    open.ariaDisabled = 'true'; // and not disabled: it keeps the focus
    this.#said.textContent = `Starting ${OFFER.label}…`;
    try {
      const [{ Terminal }, { FitAddon }, files, engine] = await Promise.all([
        import('@xterm/xterm'),
        import('@xterm/addon-fit'),
        this.files(),
        load(OFFER),
        document.fonts.load(FONT), // a terminal counts how many signs fit before it draws the first
      ]);
      const { color, backgroundColor } = getComputedStyle(this);
      const terminal = new Terminal({
        convertEol: true,
        fontFamily: 'JetBrains Mono Variable, monospace',
        fontSize: 14,
        screenReaderMode: true,
        theme: { background: backgroundColor, foreground: color, cursor: color },
      });
      const fit = new FitAddon();
      terminal.loadAddon(fit);
      leaveByEscape(terminal);
      this.#screen.hidden = false;
      terminal.open(this.#screen);
      fit.fit();
      this.#terminal = terminal;
      const shell = await engine.openShell!(
        this.stage,
        files,
        { cols: terminal.cols, rows: terminal.rows },
        new Flow(terminal).write,
      );
      this.#shell = shell;
      terminal.onData((text) => void this.#saved.then(() => shell.type(text)));
      terminal.onResize((size) => shell.resize(size));
      const observer = new ResizeObserver(() => fit.fit());
      observer.observe(this.#screen);
      void shell.over.then(() => {
        observer.disconnect();
        if (this.#shell === shell) this.#close('The shell has ended.');
      });
      this.#said.textContent = 'Escape, then Tab leaves the terminal.';
      const here = document.activeElement;
      open.hidden = true;
      this.#button('close').hidden = false;
      // a reader who has gone elsewhere meanwhile is left there
      if (here === document.body || this.contains(here)) terminal.focus();
    } catch (error) {
      const { message, advice = '' } = error as Error & { advice?: string };
      this.#close(`The terminal didn’t start: ${message} ${advice}`);
    }
    open.ariaDisabled = null;
  }

  #close(why: string): void {
    const shell = this.#shell;
    this.#shell = undefined;
    shell?.end();
    const hadFocus = this.#screen.contains(document.activeElement);
    this.#terminal?.dispose();
    this.#terminal = undefined;
    this.#screen.hidden = true;
    this.#said.textContent = why;
    this.#button('close').hidden = true;
    this.#button('open').hidden = false;
    if (hadFocus) this.#button('open').focus();
  }
}

/** A shell needs Tab. As in the editor, the key after Escape belongs to the page. */
function leaveByEscape(terminal: Terminal): void {
  let leaving = false;
  terminal.attachCustomKeyEventHandler(({ type, key }) => {
    if (type !== 'keydown' || key === 'Shift') return true;
    const leaves = leaving && key === 'Tab';
    leaving = key === 'Escape';
    return !leaves;
  });
}

customElements.define('stage-terminal', StageTerminal);
