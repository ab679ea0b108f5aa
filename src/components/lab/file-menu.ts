// What can be done with one file of the tree, as a menu beside its row.

export interface Choice {
  text: string;
  /** The key that does it in the tree. */
  key?: string;
  act(): void;
}

/**
 * @param near Where it opens. It has the focus again afterwards.
 * @param pressed Where in there, if a press opened it.
 */
export function openMenu(
  file: string,
  choices: readonly Choice[],
  near: HTMLElement,
  pressed?: Element,
): void {
  const menu = document.createElement('div');
  menu.className = 'file-menu';
  menu.role = 'menu';
  menu.ariaLabel = file;
  // not closed by the browser itself: letting go of the button that opened it would be enough
  menu.popover = 'manual';
  const close = (): void => {
    if (menu.isConnected) menu.remove();
  };
  const leave = (): void => {
    close();
    near.focus();
  };
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    // not while it is being taken away, which takes the focus from it, too
    if (!menu.contains(relatedTarget as Node | null)) setTimeout(close);
  });
  const items = choices.map(({ text, key, act }) => {
    const item = document.createElement('button');
    item.type = 'button';
    item.role = 'menuitem';
    item.tabIndex = -1;
    item.textContent = text;
    if (key) {
      const hint = document.createElement('kbd');
      hint.ariaHidden = 'true';
      hint.textContent = key;
      item.setAttribute('aria-keyshortcuts', key);
      item.append(' ', hint);
    }
    item.onclick = () => {
      leave();
      act();
    };
    return item;
  });
  menu.append(...items);
  menu.onkeydown = (event) => {
    const here = items.indexOf(document.activeElement as HTMLButtonElement);
    const to = {
      ArrowDown: (here + 1) % items.length,
      ArrowUp: (here - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    }[event.key];
    if (to !== undefined) items[to]!.focus();
    else if (event.key === 'Tab' || event.key === 'Escape') leave();
    else return;
    event.preventDefault();
  };
  near.closest('tasque-lab')!.append(menu);
  menu.showPopover();
  const { bottom, top, left } = near.getBoundingClientRect();
  const from = pressed ? pressed.getBoundingClientRect().right - menu.offsetWidth : left + 24;
  const fitsBelow = bottom + menu.offsetHeight < innerHeight;
  menu.style.left = `${Math.max(8, Math.min(from, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, fitsBelow ? bottom : top - menu.offsetHeight)}px`;
  items[0]!.focus();
}
