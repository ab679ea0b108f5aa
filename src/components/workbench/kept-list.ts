// Lists of names that are kept in this browser: exercises that were solved, predictions that were made.

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

export function addToKeptList(list: string, name: string): void {
  const all = new Set(keptList(list)).add(name);
  try {
    localStorage.setItem(keyOf(list), JSON.stringify([...all]));
  } catch {
    unstored.set(list, all);
  }
  changes.dispatchEvent(new Event(list));
}

/** Tells of each addition, and once at the beginning. */
export function watchKeptList(list: string, on: (names: ReadonlySet<string>) => void): void {
  changes.addEventListener(list, () => on(keptList(list)));
  on(keptList(list));
}
