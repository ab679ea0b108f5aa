// The buttons that Toolbar.astro has rendered: shows which of them can do something at the moment.
import { ACTIONS, labelOf, type Action, type State } from './actions.ts';

interface Shown {
  action: Action;
  button: HTMLButtonElement;
}

export class Toolbar {
  readonly #state: State;
  readonly #buttons: Shown[] = [];

  constructor(root: Element, state: State) {
    this.#state = state;
    for (const action of ACTIONS) {
      const button = root.querySelector<HTMLButtonElement>(`button[data-do=${action.id}]`);
      if (button && action.in[state.view]) this.#buttons.push({ action, button });
    }
  }

  /** What a button does, unless it can do nothing at the moment. */
  find(id: string): Action | undefined {
    const action = this.#buttons.find((it) => it.action.id === id)?.action;
    const state = this.#state;
    return action?.isEnabled?.(state) === false || action?.isBusy?.(state) ? undefined : action;
  }

  focus(id: string): void {
    this.#focus(({ action }) => action.id === id);
  }
  /** What runs, or what stops it while it is there instead. */
  focusPrimary(): void {
    if (!this.#focus(({ action, button }) => action.isPrimary === true && !button.hidden))
      this.focus('stop');
  }
  /** @returns Whether there is such a button. One in a menu that is closed is reached by that. */
  #focus(is: (it: Shown) => boolean): boolean {
    const button = this.#buttons.find(is)?.button;
    const menu = button?.closest<HTMLElement>('[popover]:not(:popover-open)');
    ((menu?.previousElementSibling as HTMLElement | undefined) ?? button)?.focus({
      preventScroll: true, // it may move by itself, when a run ends
    });
    return button !== undefined;
  }

  refresh(): void {
    const state = this.#state;
    let isLost = false;
    for (const { action, button } of this.#buttons) {
      const label = labelOf(action, state);
      if (button.textContent !== label) button.textContent = label;
      const isOff = action.isEnabled?.(state) === false;
      const isHidden = action.isShown?.(state) === false;
      isLost ||= (isOff || isHidden) && button === document.activeElement;
      button.disabled = isOff;
      button.ariaDisabled = action.isBusy?.(state) ? 'true' : null;
      button.hidden = isHidden;
      if (action.isPressed) button.ariaPressed = String(action.isPressed(state));
    }
    // the focus isn't lost with the button that goes
    if (isLost) this.focusPrimary();
  }
}
