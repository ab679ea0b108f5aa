// Tells a page before it's drawn that something is kept, which only the database knows for sure.
import { NAME } from './names.ts';

/** A key of localStorage, which is there once the database was opened. */
export const KEPT = `${NAME}:kept`;

export function noteKept(): void {
  try {
    localStorage.setItem(KEPT, '');
  } catch {
    // it's found out later then, and something is drawn that isn't the reader's for a moment
  }
}
