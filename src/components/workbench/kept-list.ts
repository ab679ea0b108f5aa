// Lists of names that are kept in this browser: exercises that were solved, predictions that were made, steps of starters that were built.

const changes = new EventTarget();
const keyOf = (list: string): string => `tasque:${list}`;
/** What could not be stored is known as long as the page is open. */
const unstored = new Map<string, Set<string>>();

export function keptList(list: string): ReadonlySet<string> {
  let stored: unknown;
  try {
    stored = JSON.parse(localStorage.getItem(keyOf(list)) ?? '[]');
  } catch {
    // no storage, or nonsense in it
  }
  return new Set([...(Array.isArray(stored) ? stored.filter((name) => typeof name === 'string') : []), ...(unstored.get(list) ?? [])]);
}

export const addToKeptList = (list: string, name: string): void => keep(list, new Set(keptList(list)).add(name));

export function removeFromKeptList(list: string, name: string): void {
  unstored.get(list)?.delete(name);
  keep(list, new Set([...keptList(list)].filter((other) => other !== name)));
}

function keep(list: string, all: Set<string>): void {
  try {
    localStorage.setItem(keyOf(list), JSON.stringify([...all]));
  } catch {
    unstored.set(list, all);
  }
  changes.dispatchEvent(new Event(list));
}

/** Tells of each change, and once at the beginning. */
export function watchKeptList(list: string, on: (names: ReadonlySet<string>) => void): void {
  changes.addEventListener(list, () => on(keptList(list)));
  on(keptList(list));
}
