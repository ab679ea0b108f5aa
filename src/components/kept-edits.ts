// A reader's edits, kept in this browser by program. Where nothing can be kept (private windows), nothing is lost but that.

const keyOf = (program: string): string => `tasque:edit:${program}`;

export function keptEdit(program: string): string | undefined {
  try {
    return localStorage.getItem(keyOf(program)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the edit; `undefined` forgets it. */
export function keepEdit(program: string, code: string | undefined): void {
  try {
    if (code === undefined) localStorage.removeItem(keyOf(program));
    else localStorage.setItem(keyOf(program), code);
  } catch {
    // no storage: the edit lives as long as the page
  }
}
