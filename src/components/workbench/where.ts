// Where programs run, as the reader wishes it: the same for all boxes, and remembered.
import type { Engine } from '../../runner/contract.ts';

export type Where = Engine['kind'];

const KEY = 'tasque:where';
const changes = new EventTarget();
let chosen: Where | undefined;

export function where(): Where {
  if (chosen) return chosen;
  try {
    return localStorage.getItem(KEY) === 'webcontainer' ? 'webcontainer' : 'page';
  } catch {
    return 'page';
  }
}

export function choose(kind: Where): void {
  chosen = kind;
  try {
    localStorage.setItem(KEY, kind);
  } catch {
    // no storage: it holds as long as the page
  }
  changes.dispatchEvent(new Event('change'));
}

/**
 * Makes radio buttons show the choice, and change it.
 * @param group What they stand in; each has an engine's kind for its value.
 * @param onChange Told at once, and after each change.
 */
export function bindWhere(group: Element, onChange: (kind: Where) => void): void {
  const radios = [...group.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  const name = `where-${crypto.randomUUID()}`; // a box may be a copy of another
  for (const radio of radios) {
    radio.name = name;
    radio.onchange = () => choose(radio.value as Where);
  }
  const show = (): void => {
    for (const radio of radios) radio.checked = radio.value === where();
    onChange(where());
  };
  changes.addEventListener('change', show);
  show();
}

/** As a reader is told it: "Ran in the page". */
export const placeOf = (kind: Where): string => (kind === 'page' ? 'in the page' : 'in Node');
