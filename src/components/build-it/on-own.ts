// The book's programs on the reader's own library: once the steps are built that they need.
import type { ProgramBox } from '../program-box/element.ts';
import { ahead } from '../workbench/loading.ts';
import { savedIn, watchList } from '../workbench/saved.ts';
import { standingOf } from '../../steps/workspace.ts';
import { BUILT, LENT, nameOfStep } from './lists.ts';
import { stepsOf } from './steps-of-stage.ts';

/** The reader's library, by name from the stage's root. */
type Library = Record<string, string>;

/**
 * @param program From `code/` on.
 * @param needed The folder of the step that it needs, with those before it.
 * @param on Told how to have the reader's library, where the program runs on it.
 * @param signal Aborted once that's not wanted any more.
 */
export function watchOwn(
  program: string,
  needed: string,
  on: (library: (() => Promise<Library>) | undefined) => void,
  signal?: AbortSignal,
): void {
  const stage = program.split('/')[0]!;
  let [built, lent]: ReadonlySet<string>[] = [new Set(), new Set()];
  const tell = async (): Promise<void> => {
    const isBegun = [...built!].some((name) => name.startsWith(`${stage}/`));
    if (!isBegun) return on(undefined);
    const { steps } = await stepsOf(stage);
    const all = steps.slice(0, steps.findIndex(({ folder }) => folder === needed) + 1);
    const isThere = all.every(
      ({ folder }) => standingOf(nameOfStep(stage, folder), built!, lent!) !== 'open',
    );
    on(isThere ? () => libraryOf(stage) : undefined);
  };
  watchList(
    BUILT,
    (names) => {
      built = names;
      tell().catch(() => {}); // without the steps there is no switch
    },
    signal,
  );
  watchList(
    LENT,
    (names) => {
      lent = names;
      tell().catch(() => {});
    },
    signal,
  );
}

/**
 * Has the boxes of this page whose programs can run on the reader's library say so: they know once they're
 * loaded.
 * @param on Told of each whether it can.
 */
export function offerOwn(on: (isThere: boolean) => void = () => {}): void {
  for (const box of boxesFor()) {
    const { program, needs } = box.dataset;
    watchOwn(program!, needs!, (library) => {
      on(library !== undefined);
      if (library) ahead(box.bench());
    });
  }
}

/** The boxes of this page whose programs need a step, or any one. */
export const boxesFor = (stage = '', step?: string): ProgramBox[] =>
  [...document.querySelectorAll<ProgramBox>('program-box[data-needs]')].filter(
    ({ dataset }) =>
      dataset.program!.startsWith(stage) && (step === undefined || dataset.needs === step),
  );

export async function libraryOf(stage: string): Promise<Library> {
  const [ladder, edits] = await Promise.all([stepsOf(stage), savedIn(`mine/${stage}`)]);
  const files = Object.entries({ ...ladder.filesAt(0), ...edits });
  return Object.fromEntries(files.filter((file): file is [string, string] => file[1] !== null));
}
