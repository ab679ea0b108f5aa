// Single keys that work where the reader isn't typing: the list of them is the dialog that `?` opens. They
// can be switched off there: who speaks to the computer would press them without wishing to (WCAG
// 2.1.4).
import { recall, remember } from '../preferences.ts';

const KEY = 'tasque:single-keys';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.checkVisibility() && // a dialog that closes keeps the focus for a moment
  (target.isContentEditable ||
    target.closest(
      // what takes letters, or stands open above the page
      'input, textarea, select, dialog[open], :popover-open, [role=application], [role=tree], [role=listbox], [role=combobox], [role=menu], trace-timeline, .xterm',
    ) !== null);

const areOn = (): boolean => recall(KEY) !== 'off';

/** @param search What `/` does. */
export function bindShortcuts(dialog: HTMLDialogElement, search: () => void): void {
  const follow = (rel: string): void =>
    document.querySelector<HTMLAnchorElement>(`a[rel=${rel}]`)?.click();
  const keys: Record<string, () => void> = {
    '?': () => dialog.showModal(),
    '/': search,
    n: () => follow('next'),
    p: () => follow('prev'),
  };
  addEventListener('keydown', (event) => {
    const act = keys[event.key];
    if (
      !act ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.defaultPrevented ||
      isTyping(event.target) ||
      !areOn()
    )
      return;
    event.preventDefault();
    act();
  });
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-do=shortcuts]')) {
    button.onclick = () => dialog.showModal();
    button.hidden = false;
  }
  const box = dialog.querySelector<HTMLInputElement>('input')!;
  box.checked = areOn();
  box.onchange = () => {
    remember(KEY, box.checked ? undefined : 'off');
  };
  // beside it
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
}
