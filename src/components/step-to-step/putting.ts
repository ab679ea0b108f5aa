// Puts a library into a place of the reader's, the lab of a stage or what they build of it: what was
// there goes on the list of versions first, and can be taken back. Loaded when it's wanted.
import { editsBetween, type Standing } from '../../steps/workspace.ts';
import { basedOn } from '../build-it/based-on.ts';
import { Standings } from '../build-it/standings.ts';
import { stepsOf } from '../build-it/steps-of-stage.ts';
import { tried } from '../build-it/tried.ts';
import { saveLibrary } from '../take-home/own-version.ts';
import { Files, isLibrary, libraryIn, type Edits } from '../workbench/files.ts';
import { begin, isAllSaved, replace, save, writtenOf } from '../workbench/saved.ts';
import { booksOf, boxOf, type Kind, type Library, type Side } from './sides.ts';

export interface Place {
  kind: Kind;
  stage: string;
  ladder: Side['ladder'];
  /** The book's state that it is from then on, for what is built. */
  step: number | undefined;
  /** What a step is to the reader. */
  standing: (folder: string) => Standing;
}

interface Put {
  /** Whether what was there is on the list of versions. */
  isAside: boolean;
  isKept: boolean;
  takeBack(): Promise<void>;
}

/** A place shows what is kept of it, once for each page. */
const places = new Map<string, { files: Files; root: HTMLElement; ready: Promise<void> }>();

/**
 * @param template Has what shows what is kept.
 * @param into Where that comes.
 * @param told Called where the reader, or another tab, has put something else there.
 */
function placeOf(
  { kind, stage, ladder }: Place,
  template: HTMLTemplateElement,
  into: HTMLElement,
  told: () => void,
): Promise<{ files: Files; root: HTMLElement }> {
  const box = boxOf(kind, stage);
  let place = places.get(box);
  if (!place) {
    const root = template.content.firstElementChild!.cloneNode(true) as HTMLElement;
    into.append(root);
    const files = new Files(box, booksOf(kind, ladder));
    files.versionOf = (file, of) => {
      const step = ladder.steps.find(({ folder }) => folder === of);
      return step && ladder.filesAt(step.number)[file];
    };
    // what is compared is read from where it's kept
    const changed = (): void => void writtenOf(files).then(told, told);
    const ready = save(files, {
      root,
      refresh: changed,
      putBack: changed,
      download: () => void saveLibrary(stage, libraryIn(files.all())),
    });
    places.set(box, (place = { files, root, ready }));
  }
  const { files, root, ready } = place;
  return ready.then(() => ({ files, root }));
}

/** @param aside What doesn't fit in, for the list of versions. */
export async function putInto(
  place: Place,
  library: Library,
  aside: Edits,
  ...where: [template: HTMLTemplateElement, into: HTMLElement, told: () => void]
): Promise<Put> {
  const { files } = await placeOf(place, ...where);
  const { ladder, kind, step } = place;
  const before = new Map(Object.keys(files.edits).map((file) => [file, { ...files.edit(file)! }]));
  const edits = {
    ...Object.fromEntries(Object.entries(files.edits).filter(([file]) => !isLibrary(file))),
    ...editsBetween(booksOf(kind, ladder), library),
  };
  if (Object.keys(aside).length > 0) (await begin()).putAside(files, 'aside', aside);
  const written = replace(files, edits, 'carried');
  const unmark = kind === 'mine' && step !== undefined ? counted(place, files, step) : () => {};
  await written;
  return {
    isAside: [...before].some(([file, { text }]) => edits[file] !== text),
    isKept: isAllSaved(),
    takeBack: async () => {
      unmark();
      const written = replace(files, textsOf(before), 'version');
      // what each was made from is as it was, too
      for (const [file, { text, of }] of before) {
        if (files.edit(file)?.of === of) continue;
        if (of === undefined) files.forget(file);
        if (of === undefined) files.set(file, text);
        else files.rebase(file, text, of);
      }
      await written;
    },
  };
}

const textsOf = (edits: ReadonlyMap<string, { text: string | null }>): Edits =>
  Object.fromEntries([...edits].map(([file, { text }]) => [file, text]));

/** It counts as a state of the book's from then on, whose steps stand in for what isn't built. @returns Takes that back. */
function counted({ stage, ladder, standing }: Place, files: Files, step: number): () => void {
  basedOn(files, ladder, step);
  const standings = new Standings(stage, ladder.steps, standing);
  return standings.mark(standings.withStateOf(step));
}

/** Runs the tests up to a step on a library. @returns How they went, in words. */
export async function testsOn(library: Library, stage: string, step: number): Promise<string> {
  return tried(library, await stepsOf(stage), step);
}
