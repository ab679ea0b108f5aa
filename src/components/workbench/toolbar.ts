// The buttons that Toolbar.astro has rendered: shows which of them can do something at the moment.
import { ACTIONS, labelOf, type Action, type State } from './actions.ts';

export class Toolbar {
  readonly #state: State;
  readonly #buttons: { action: Action; button: HTMLButtonElement }[] = [];

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
    this.#buttons.find(({ action }) => action.id === id)?.button.focus();
  }
  focusPrimary(): void {
    this.#buttons.find(({ action }) => action.isPrimary)?.button.focus();
  }

  refresh(): void {
    const state = this.#state;
    for (const { action, button } of this.#buttons) {
      const label = labelOf(action, state);
      if (button.textContent !== label) button.textContent = label;
      const isOff = action.isEnabled?.(state) === false;
      // the focus isn't lost with the button that goes
      if (isOff && button === document.activeElement) this.focusPrimary();
      button.disabled = isOff;
      button.ariaDisabled = action.isBusy?.(state) ? 'true' : null;
      button.hidden = action.isShown?.(state) === false;
      if (action.isPressed) button.ariaPressed = String(action.isPressed(state));
    }
  }
}
