// The line in which a reader names a file.

interface Wish {
  /** What the name is for: `New file`. */
  label: string;
  /** What the button says. */
  does: string;
  name: string;
  /** Why it can't be called so; nothing if it can. */
  whyNot(name: string): string | undefined;
  act(name: string): void;
  /** Nothing is named. */
  leave(): void;
}

/** The first name that's free: with this at its beginning, and a number if need be. */
export function freeName(base: string, whyNot: Wish['whyNot']): string | undefined {
  for (let at = 1; at <= 100; at++) {
    const name = `${base}${at > 1 ? `-${at}` : ''}.ts`;
    if (whyNot(name) === undefined) return name;
  }
  return undefined;
}

export class Naming {
  readonly #form: HTMLFormElement;
  readonly #label: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #why: HTMLElement;
  readonly #does: HTMLElement;
  #wish: Wish | undefined;

  constructor(form: HTMLFormElement) {
    this.#form = form;
    this.#label = form.querySelector('label span')!;
    this.#input = form.querySelector('input')!;
    this.#why = form.querySelector('.why')!;
    this.#does = form.querySelector('[type=submit]')!;
    form.onsubmit = (event) => {
      event.preventDefault();
      this.#submit();
    };
    form.querySelector<HTMLElement>('[type=button]')!.onclick = () => this.#leave();
    form.onkeydown = (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      this.#leave();
    };
    this.#input.oninput = () => this.#tell(undefined);
  }

  /** The file's own name is selected, without folder and ending. */
  ask(wish: Wish): void {
    this.#wish = wish;
    this.#label.textContent = wish.label;
    this.#does.textContent = wish.does;
    this.#input.value = wish.name;
    this.#tell(undefined);
    this.#form.hidden = false;
    this.#input.focus();
    const begin = wish.name.lastIndexOf('/') + 1;
    const end = wish.name.indexOf('.', begin);
    this.#input.setSelectionRange(begin, end < 0 ? wish.name.length : end);
  }

  #submit(): void {
    // an ending that was typed before the one that is there already
    const typed = this.#input.value.trim().replace(/(\.[cm]?ts)\1$/, '$1');
    const name = /(?:^|\/)[^/.]+$/.test(typed) ? `${typed}.ts` : typed;
    this.#input.value = name;
    const why = this.#wish!.whyNot(name);
    if (why !== undefined) {
      this.#tell(why);
      return this.#input.focus();
    }
    this.#form.hidden = true;
    this.#wish!.act(name);
  }
  #leave(): void {
    this.#form.hidden = true;
    this.#wish!.leave();
  }
  #tell(why: string | undefined): void {
    this.#why.textContent = why ?? '';
    this.#input.ariaInvalid = why === undefined ? null : 'true';
  }
}
