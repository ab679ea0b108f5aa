// What of a reader's is in localStorage: small choices, what was read, and where. In a file the keys
// have no address in them, so that it fits a book that lives elsewhere.
import { FORMER, NAME, UNSAVED } from '../../store/names.ts';

const OURS = /^tasque:[^/]/;
const OF_THIS_BOOK = `${NAME}:`;
const IN_FILE = 'tasque:*:';

const isOurs = (key: string): boolean =>
  (OURS.test(key) || key.startsWith(OF_THIS_BOOK)) && !key.startsWith(UNSAVED) && !FORMER.test(key);

/** None where this browser has no storage of this kind. */
export function choices(storage = () => localStorage): Record<string, string> {
  try {
    const there = storage();
    return Object.fromEntries(
      Object.keys(there)
        .filter(isOurs)
        .map((key) => [
          key.startsWith(OF_THIS_BOOK) ? IN_FILE + key.slice(OF_THIS_BOOK.length) : key,
          there.getItem(key)!,
        ]),
    );
  } catch {
    return {};
  }
}

/** Puts these in the place of those there are. */
export function replaceChoices(
  chosen: Readonly<Record<string, string>>,
  storage = () => localStorage,
): void {
  try {
    const there = storage();
    for (const key of Object.keys(there).filter(isOurs)) there.removeItem(key);
    for (const [name, value] of Object.entries(chosen)) {
      const key = name.startsWith(IN_FILE) ? OF_THIS_BOOK + name.slice(IN_FILE.length) : name;
      if (isOurs(key)) there.setItem(key, value);
    }
  } catch {
    // no storage, or no room in it: then all is as it is for a new reader
  }
}
