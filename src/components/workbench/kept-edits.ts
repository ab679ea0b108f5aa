// A reader's edits, kept in this browser by program. Where nothing can be kept (private windows), nothing is lost but that.

/** File names to texts, of the files that differ from the book's. */
export type Edits = Readonly<Record<string, string>>;

const keyOf = (program: string): string => `tasque:edits:${program}`;

export function keptEdits(program: string): Edits {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(program)) ?? '{}');
    return isEdits(kept) ? kept : {};
  } catch {
    return {};
  }
}

/** Keeps the edits; without any, forgets them. */
export function keepEdits(program: string, edits: Edits): void {
  try {
    if (Object.keys(edits).length === 0) localStorage.removeItem(keyOf(program));
    else localStorage.setItem(keyOf(program), JSON.stringify(edits));
  } catch {
    // no storage: the edits live as long as the page
  }
}

export const isEdits = (value: unknown): value is Edits =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((text) => typeof text === 'string');
