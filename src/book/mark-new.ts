// Marks lines of highlighted code that are new, for the eye and for the ear.

const said = (text: string): string => `<span class="said visually-hidden">${text}</span>`;

/**
 * @param html A line of HTML for each line of code.
 * @param isNew Of each line.
 */
export function markNew(html: string, isNew: readonly boolean[]): string {
  const begins = (at: number): boolean => isNew[at]! && !isNew[at - 1];
  const ends = (at: number): boolean => isNew[at]! && !isNew[at + 1];
  return html
    .split('\n')
    .map((line, at) =>
      isNew[at]
        ? `${begins(at) ? said('New: ') : ''}<ins>${line}</ins>${ends(at) ? said(' As before: ') : ''}`
        : line,
    )
    .join('\n');
}
