// What readers write instead of the book's step, or its solution of an exercise: wrong answers, which
// the tests must refuse, and right ones, which they must accept. `answers.md` of a step holds each as a
// change of the step's state; that of an exercise as a change of a file of its folder, or as a whole one.

export interface Answer {
  isRight: boolean;
  name: string;
  edits: readonly Edit[];
}

interface Edit {
  /** By its name from `src/`, or from the exercise's folder. */
  file: string;
  /** Nothing where `now` is the whole file. */
  old?: string;
  now: string;
}

/** An answer that can't be read, or doesn't fit the library any more. */
class AnswerError extends Error {
  override name = 'AnswerError';
}

/** @param text Sections `## Wrong: NAME` or `## Right: NAME`, each with fences "diff FILE" or "ts FILE". */
export function answersIn(text: string): Answer[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [, kind, name] = /^(Wrong|Right): (.+)$/m.exec(section) ?? [];
      const fences = [...section.matchAll(/^```(diff|ts) (\S+)\n(.*?)^```$/gms)];
      if (!kind || fences.length === 0)
        throw new AnswerError(
          `"${section.split('\n')[0]}": an answer is "## Wrong: NAME" or "## Right: NAME", and a change in a fence "diff FILE", or a file in a fence "ts FILE"`,
        );
      const side = (diff: string, not: string): string =>
        diff
          .split('\n')
          .slice(0, -1)
          .filter((line) => !line.startsWith(not))
          .map((line) => `${line.slice(1)}\n`)
          .join('');
      return {
        isRight: kind === 'Right',
        name: name!,
        edits: fences.map(([, kind, file, text]) =>
          kind === 'ts'
            ? { file: file!, now: text! }
            : { file: file!, old: side(text!, '+'), now: side(text!, '-') },
        ),
      };
    });
}

/**
 * The state with the answer in it.
 * @throws {AnswerError} if a text that it replaces isn't there exactly once.
 */
export function answered(
  state: Readonly<Record<string, string>>,
  { name, edits }: Answer,
): Record<string, string> {
  const files = { ...state };
  for (const { file, old, now } of edits) {
    if (old === undefined) {
      files[file] = now;
      continue;
    }
    const parts = `\n${files[file] ?? ''}`.split(`\n${old}`);
    if (parts.length !== 2)
      throw new AnswerError(
        `"${name}": ${file} has these lines ${parts.length - 1} times, and not once:\n${old}`,
      );
    files[file] = parts.join(`\n${now}`).slice(1);
  }
  return files;
}
