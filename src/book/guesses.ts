// What an author says of typical wrong guesses at what a program prints: when one is made, and
// whether a reader could be right in making it.

/** As the attributes of `<Guess>` say it. All that is said must be so. */
export interface Pattern {
  /** This line is in the guess. */
  line?: string;
  /** This line is in the guess, and comes before `then`. */
  first?: string;
  then?: string;
  /** This line is not in the guess. */
  without?: string;
}

/** @param lines What a reader guesses, or what is printed. */
export function fits({ line, first, then, without }: Pattern, lines: readonly string[]): boolean {
  const at = (text: string): number => lines.indexOf(text.trim());
  return (
    (line === undefined || at(line) >= 0) &&
    (first === undefined || then === undefined || (at(first) >= 0 && at(first) < at(then))) &&
    (without === undefined || at(without) < 0)
  );
}

/** The lines of a text as they are compared: blanks around them make no difference. */
export const linesOf = (text: string): string[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.trim());

/**
 * What makes a pattern one that no guess or a right guess would fit, in words.
 * @param output What the program prints.
 * @param isOrdered Whether readers only put the lines in order.
 */
export function whyNoGuess(
  pattern: Pattern,
  output: readonly string[],
  isOrdered: boolean,
): string | undefined {
  const { line, first, then, without } = pattern;
  const isPrinted = (text: string): boolean => output.includes(text.trim());
  const known = `it prints ${output.map((text) => JSON.stringify(text)).join(', ')}`;
  if (line === undefined && first === undefined && without === undefined)
    return 'fits every guess: say which with line, first and then, or without';
  if ((first === undefined) !== (then === undefined)) return 'wants first and then together';
  if (isOrdered && (line !== undefined || without !== undefined))
    return 'is of lines that readers are given: where they put them in order, say first and then';
  if (line !== undefined && isPrinted(line)) return `line="${line}" is no mistake: ${known}`;
  if (without !== undefined && !isPrinted(without))
    return `without="${without}" is no mistake: ${known}`;
  for (const text of [first, then])
    if (text !== undefined && !isPrinted(text)) return `"${text}" is not printed: ${known}`;
  if (first !== undefined && fits({ first, then: then! }, output))
    return `first="${first}" then="${then}" is no mistake: ${known}`;
  return undefined;
}
