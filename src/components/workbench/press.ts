// How buttons and keys come to what they do. Small, since it's there before anything else of a
// workbench is loaded.

/** @param act Told the id of an action (see actions.ts), or `run-anew`. */
export function bindPresses(root: HTMLElement, act: (id: string) => void): void {
  // by the element, and no id: a box may be a copy of another
  root.querySelector<HTMLButtonElement>('.more')!.popoverTargetElement =
    root.querySelector('.menu');
  root.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLElement>('button[data-do]');
    if (!button) return;
    button.closest<HTMLElement>('[popover]')?.hidePopover();
    act(button.dataset.do!);
  });
  root.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter') return;
      const wantsRun = event.ctrlKey || event.metaKey;
      // a key that is held down is no wish
      const isHeld =
        event.repeat && (event.target as Element).matches('[data-do=run], [data-do=stop]');
      if (wantsRun || isHeld) event.preventDefault();
      if (!wantsRun) return;
      event.stopPropagation();
      if (!event.repeat) act('run-anew');
    },
    { capture: true },
  );
}
