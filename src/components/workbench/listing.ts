// A listing that takes text at once, while the editor that will take its place is on its way. Small,
// since it's in the script of every page.

export class Listing {
  readonly code: HTMLElement;
  /** What settles when no word is half written by an input method, which would be cut. */
  #composed: Promise<unknown> | undefined;
  /** What settles when no press on it goes on: the caret is where it was only after that. */
  #pressed: Promise<unknown> | undefined;

  constructor(code: HTMLElement) {
    this.code = code;
  }

  /** Settles when the editor may take its place. */
  free(): Promise<unknown> {
    return Promise.all([this.#composed, this.#pressed]);
  }

  /**
   * @param file Which one it shows.
   * @param typed Told what the text is, as the reader types.
   */
  makeEditable(file: string, typed: (text: string) => void): void {
    const { code } = this;
    code.setAttribute('contenteditable', 'plaintext-only');
    if (!code.isContentEditable) code.setAttribute('contenteditable', 'true');
    code.spellcheck = false;
    code.role = 'textbox';
    code.ariaMultiLine = 'true';
    // as the editor will call itself
    code.ariaLabel = `${file.split('/').at(-1)}, editable`;
    code.addEventListener('input', () => typed(code.textContent!));
    code.addEventListener('compositionstart', () => {
      this.#composed = new Promise((end) => code.addEventListener('compositionend', end));
    });
    // the focus comes with the press, and the caret after it
    code.addEventListener('mousedown', () => {
      this.#pressed = new Promise((end) => {
        const over = (): void => void setTimeout(end);
        for (const type of ['mouseup', 'contextmenu', 'dragend', 'blur'])
          addEventListener(type, over, { once: true });
      });
    });
  }
}
