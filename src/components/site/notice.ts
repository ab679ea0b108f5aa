/** Where the reader was before they came to it. */
let before: HTMLElement | null = null;

/**
 * Shows a line at the foot of the window until the reader dismisses it.
 * @param action A button beside it, and what that does.
 */
export function notify(text: string, action?: { label: string; act: () => void }): void {
  const line = document.querySelector<HTMLElement>('.notice p')!;
  const [act, dismiss] = ['act', 'dismiss'].map((name) =>
    line.querySelector<HTMLButtonElement>(`[data-do=${name}]`)!,
  ) as [HTMLButtonElement, HTMLButtonElement];
  line.querySelector('span')!.textContent = text;
  act.hidden = !action;
  act.textContent = action?.label ?? '';
  act.onclick = action?.act ?? null;
  act.onfocus = dismiss.onfocus = ({ relatedTarget: from }) => {
    if (!line.contains(from as Node | null)) before = from as HTMLElement | null;
  };
  dismiss.onclick = () => {
    const hadFocus = line.contains(document.activeElement);
    line.hidden = true;
    if (hadFocus) before?.focus({ preventScroll: true });
    before = null;
  };
  line.hidden = false;
}
