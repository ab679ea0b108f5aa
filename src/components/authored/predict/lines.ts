// Lines that a reader puts in order: by buttons, or by dragging them (drag.ts).
import { ahead } from '../../workbench/loading.ts';

export interface Lines {
  texts(): string[];
  show(texts: readonly string[]): void;
}

/** @param list What comes after it announces where a line has gone. */
export function linesIn(list: HTMLElement | null): Lines | undefined {
  if (!list) return undefined;
  const texts = (): string[] =>
    [...list.querySelectorAll('code')].map(({ textContent }) => textContent!);
  const move = (item: Element, by: number): void =>
    by < 0 ? item.previousElementSibling!.before(item) : item.nextElementSibling!.after(item);
  /** The first one can't go up, and the last one not down. */
  const fit = (): void => {
    const buttons = list.querySelectorAll('button');
    // and not disabled: it keeps the focus of who has just brought a line there
    for (const [at, button] of buttons.entries())
      button.ariaDisabled = at === 0 || at === buttons.length - 1 ? 'true' : null;
  };
  const say = (text: string): void => void (list.nextElementSibling!.textContent = text);
  /** A line has come to its place. */
  const settle = (item: Element): void => {
    fit();
    const at = [...list.children].indexOf(item);
    say(`"${texts()[at]}" is line ${at + 1} of ${list.children.length}.`);
  };
  const itemOf = (text: string): HTMLElement => {
    const item = document.createElement('li');
    const code = document.createElement('code');
    code.textContent = text;
    item.append(code);
    for (const by of [-1, 1]) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = by < 0 ? '↑' : '↓';
      button.ariaLabel = `Move "${text}" ${by < 0 ? 'up' : 'down'}`;
      button.onclick = () => {
        if (button.ariaDisabled)
          return say(`"${text}" is the ${by < 0 ? 'first' : 'last'} line already.`);
        move(item, by);
        settle(item);
        button.focus();
      };
      item.append(button);
    }
    return item;
  };
  // once they are in view
  new IntersectionObserver(([entry], observer) => {
    if (!entry!.isIntersecting) return;
    observer.disconnect();
    ahead(import('./drag.ts').then(({ dragIn }) => dragIn(list, move, settle)));
  }).observe(list);
  return {
    texts,
    show(texts) {
      list.replaceChildren(...texts.map(itemOf));
      fit();
    },
  };
}
