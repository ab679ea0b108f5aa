/** The variable that gets what a line of code makes, as far as the line shows it. */
export const assignedTo = (line: string | undefined): string | undefined =>
  /\b(?:const|let|var)\s+([\w$]+)\s*(?::[^=]+)?=(?!=)/.exec(line ?? '')?.[1];
