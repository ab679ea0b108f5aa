// Where programs run, as the reader wishes it: the same for all boxes, and remembered.
import { recall, remember } from '../preferences.ts';
import { newName } from '../../store/names.ts';

const KEY = 'tasque:where';
const changes = new EventTarget();
let choice: string | undefined;

/** The id of the engine that was chosen, if one was. */
export function chosenId(): string | undefined {
  return choice ?? recall(KEY);
}

/** @param id As in engines.ts. */
export function choose(id: string): void {
  choice = id;
  remember(KEY, id);
  changes.dispatchEvent(new Event('change'));
}

export const onChoice = (tell: () => void, signal: AbortSignal): void =>
  changes.addEventListener('change', tell, { signal });

/**
 * Has the radio buttons of EngineChoice.astro show the choice, and change it. What isn't usual is
 * shown without them, too, where there is a `.place` for it.
 * @param signal Aborted once the element is gone.
 */
export function bindChoice(root: Element, signal: AbortSignal): void {
  const radios = [...root.querySelectorAll<HTMLInputElement>('.where input')];
  const place = root.querySelector<HTMLElement>('.place');
  const name = `where-${newName()}`; // a box may be a copy of another
  for (const radio of radios) {
    radio.name = name;
    radio.onchange = () => {
      choose(radio.value);
      root.querySelector('.where .chosen')!.textContent =
        `${nameOf(radio)} is chosen, for all programs.`;
    };
  }
  const show = (): void => {
    const id = chosenId();
    const radio = radios.find(({ value }) => value === id) ?? radios[0]!;
    radio.checked = true;
    if (!place) return;
    place.hidden = radio === radios[0];
    place.textContent = `in ${nameOf(radio)}`;
  };
  onChoice(show, signal);
  show();
}

const nameOf = (radio: HTMLInputElement): string => radio.labels![0]!.textContent!.trim();
