// Every small way in which a text could be otherwise, by Stryker's mutators.
import { Instrumenter } from '@stryker-mutator/instrumenter';

export type Mutant = Awaited<ReturnType<Instrumenter['instrument']>>['mutants'][number];
export type Position = Mutant['location']['start'];

const silent = { info() {}, debug() {}, isDebugEnabled: () => false } as never;

/** @param mutate Where: lines count from 0 here, as in what it gives. */
export async function mutantsOf(
  files: readonly {
    name: string;
    content: string;
    mutate: boolean | { start: Position; end: Position }[];
  }[],
): Promise<readonly Mutant[]> {
  const options = { plugins: null, excludedMutations: [], ignorers: [], noHeader: true };
  return (await new Instrumenter(silent).instrument([...files], options)).mutants;
}

/** Where it begins and ends, in characters. */
export function spanOf(text: string, { location: { start, end } }: Mutant): [number, number] {
  const lines = text.split('\n');
  const at = ({ line, column }: Position): number =>
    lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0) + column;
  return [at(start), at(end)];
}

export function mutated(text: string, mutant: Mutant): string {
  const [start, end] = spanOf(text, mutant);
  return text.slice(0, start) + mutant.replacement + text.slice(end);
}
