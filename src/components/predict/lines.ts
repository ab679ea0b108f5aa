// Lines that a reader puts in order: by buttons, or by dragging them.

export class Lines {
  readonly #list: HTMLElement;
  readonly #said: HTMLElement;

  /** @param said Where it is announced where a line has gone. */
  constructor(list: HTMLElement, said: HTMLElement) {
    this.#list = list;
    this.#said = said;
    list.addEventListener('pointerdown', (event) => this.#drag(event));
  }

  get texts(): string[] {
    return this.#items.map((item) => item.querySelector('code')!.textContent!);
  }
  show(texts: readonly string[]): void {
    this.#list.replaceChildren(...texts.map((text) => this.#item(text)));
    this.#fit();
  }

  get #items(): HTMLElement[] {
    return [...this.#list.children] as HTMLElement[];
  }
  #item(text: string): HTMLElement {
    const item = document.createElement('li');
    const grip = document.createElement('span');
    const code = document.createElement('code');
    grip.className = 'grip';
    grip.ariaHidden = 'true';
    grip.textContent = '≡';
    code.textContent = text;
    item.append(grip, code);
    for (const [way, sign, by] of [
      ['up', '↑', -1],
      ['down', '↓', 1],
    ] as const) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = sign;
      button.ariaLabel = `Move "${text}" ${way}`;
      button.onclick = () => {
        this.#move(item, this.#items.indexOf(item) + by);
        this.#settle(item);
        (button.disabled ? item.querySelector<HTMLElement>('button:enabled')! : button).focus();
      };
      item.append(button);
    }
    return item;
  }

  #move(item: HTMLElement, to: number): void {
    const others = this.#items.filter((other) => other !== item);
    this.#list.insertBefore(item, others[to] ?? null);
  }
  /** A line has come to its place. */
  #settle(item: HTMLElement): void {
    this.#fit();
    const at = this.#items.indexOf(item);
    this.#said.textContent = `"${this.texts[at]}" is line ${at + 1} of ${this.#items.length}.`;
  }
  /** The first one can't go up, and the last one not down. */
  #fit(): void {
    for (const [at, item] of this.#items.entries()) {
      const [up, down] = item.querySelectorAll('button');
      up!.disabled = at === 0;
      down!.disabled = at === this.#items.length - 1;
    }
  }

  /** A finger drags by the grip alone: anywhere else it scrolls the page. */
  #drag({ target, button, pointerId, pointerType, clientY }: PointerEvent): void {
    const item = (target as Element).closest('li');
    const isGrip = (target as Element).closest('.grip') !== null;
    if (!item || button !== 0 || (target as Element).closest('button')) return;
    if (pointerType === 'touch' && !isGrip) return;
    const before = this.#items.indexOf(item);
    let last = clientY;
    const follow = ({ clientY: y }: PointerEvent): void => {
      const { height } = item.getBoundingClientRect();
      const isDown = y > last;
      last = y;
      // as far as it would then lie below the pointer
      for (;;) {
        const next = isDown ? item.nextElementSibling : item.previousElementSibling;
        const there = next?.getBoundingClientRect();
        if (!there || (isDown ? y < there.bottom - height : y > there.top + height)) return;
        this.#move(item, this.#items.indexOf(item) + (isDown ? 1 : -1));
      }
    };
    const end = (): void => {
      this.#list.removeEventListener('pointermove', follow);
      item.classList.remove('dragged');
      if (this.#items.indexOf(item) !== before) this.#settle(item);
    };
    item.classList.add('dragged');
    this.#list.setPointerCapture(pointerId); // which an item that is moved would lose
    this.#list.addEventListener('pointermove', follow);
    this.#list.addEventListener('lostpointercapture', end, { once: true });
  }
}
