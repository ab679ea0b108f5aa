// What a shell prints, at the pace of a terminal: in the frames of the screen, and the last of it
// where it is more than anyone reads.
import type { Terminal } from '@xterm/xterm';

/**
 * How much is written at once, and how much may wait, in characters: a terminal keeps a thousand
 * lines.
 */
const AT_ONCE = 8_000;
const MOST = 200_000;

export class Flow {
  readonly #terminal: Pick<Terminal, 'write'>;
  #waiting = '';
  #isWriting = false;

  constructor(terminal: Pick<Terminal, 'write'>) {
    this.#terminal = terminal;
  }

  readonly write = (text: string): void => {
    this.#waiting += text;
    if (this.#waiting.length > MOST) {
      const from =
        this.#waiting.indexOf('\n', this.#waiting.length - MOST / 2) + 1 ||
        this.#waiting.length - MOST / 2;
      // what is left out may have begun a colour that nothing ends
      this.#waiting = `\x1b[0m\n[… ${from.toLocaleString('en')} characters that came too fast …]\n${this.#waiting.slice(from)}`;
    }
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#writeSome();
  };

  #writeSome(): void {
    const part = this.#waiting.slice(0, AT_ONCE);
    this.#waiting = this.#waiting.slice(AT_ONCE);
    this.#terminal.write(part, () => {
      if (this.#waiting === '') this.#isWriting = false;
      else nextFrame(() => this.#writeSome());
    });
  }
}

/** A page that can't be seen has no frames. */
function nextFrame(work: () => void): void {
  const timer = setTimeout(go, 250);
  const frame = requestAnimationFrame(go);
  function go(): void {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    work();
  }
}
