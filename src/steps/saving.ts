// What becomes of all states if one of them is changed.
import { LadderError, statesOf, type Ladder } from './ladder.ts';
import { save, WeaveError, type Mode } from './weave.ts';

/** The files of a state, by name from `src/`. */
export type Files = Readonly<Record<string, string>>;

/** @throws {WeaveError} if it isn't clear what a change means for other states. */
export function saved(ladder: Ladder, edited: Files, n: number, mode: Mode): Ladder {
  const before = ladder.filesAt(n);
  const woven = { ...ladder.woven };
  for (const file of Object.keys({ ...before, ...edited }).sort()) {
    const text = edited[file];
    if (text === before[file]) continue;
    if (file in ladder.given)
      throw new LadderError(`src/${file} is the same in all states: change it in the stage's src/`);
    if (file in ladder.brought)
      throw new LadderError(
        `src/${file} comes finished with step ${ladder.brought[file]!.step}: change it in the stage's src/`,
      );
    try {
      woven[file] = save(woven[file] ?? '', n, text, mode);
    } catch (error) {
      if (!(error instanceof WeaveError)) throw error;
      throw new WeaveError(`src/${file}: ${error.message}`);
    }
  }
  return { steps: ladder.steps, ...statesOf(woven, ladder.given, ladder.brought) };
}

/** @throws {WeaveError} if it would be another thing from here on. */
export function savedIfClear(ladder: Ladder, edited: Files, n: number): Ladder {
  const ways = (['everywhere', 'from-here'] as const).map((mode) => saved(ladder, edited, n, mode));
  const differing = Object.keys(ways[0]!.woven).filter(
    (file) => ways[0]!.woven[file] !== ways[1]!.woven[file],
  );
  if (differing.length > 0)
    throw new WeaveError(
      `other states have these lines of src/${differing.join(', src/')} too: say --everywhere to change them there, or --from-here to leave the states before ${n} as they are`,
    );
  return ways[0]!;
}

/** Which files are other ones, and in which states: `4 to 9, 12`. */
export function changesOf(before: Ladder, after: Ladder): { file: string; states: string }[] {
  const all = Array.from({ length: before.steps.length + 1 }, (_, n) => n);
  const changed = (file: string): number[] =>
    all.filter((n) => before.filesAt(n)[file] !== after.filesAt(n)[file]);
  return Object.keys(after.woven)
    .filter((file) => before.woven[file] !== after.woven[file])
    .map((file) => ({ file, states: spans(changed(file)) }));
}

function spans(numbers: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const n of numbers)
    if (runs.at(-1)?.[1] === n - 1) runs.at(-1)![1] = n;
    else runs.push([n, n]);
  return runs
    .map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`))
    .join(', ');
}
