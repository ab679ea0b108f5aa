// A reader's own library goes home as a project, and comes back as a zip of that.
import { whatFailed } from '../workbench/loading.ts';
import { showText } from '../workbench/unseen.ts';
import { libraryIn, underSrc } from '../workbench/files.ts';
import { begin } from '../workbench/saved.ts';
import { isBrought, type LadderOnPage } from './steps-of-stage.ts';
import { progressOf } from './tried.ts';
import { listOf } from './words.ts';
import type { BroughtBack, Came, Conflict, Last } from '../../fork/way-back.ts';

/** By name from `src/`. */
type Library = Readonly<Record<string, string>>;

interface Here {
  stage: string;
  ladder: LadderOnPage;
  library(): Library;
  take(): void;
  /**
   * Puts what came in the place of what is here.
   * @param fromHome Where both sides changed the same lines: the library with those of home.
   * @param undone Called if the reader takes that back.
   * @returns Whether what was here is on the list of versions.
   */
  put(library: Library, fromHome: Library | undefined, undone: () => void): Promise<boolean>;
  /**
   * The tests are green up to this step.
   * @param isOwn Nothing is the book's any more.
   * @returns Takes that back.
   */
  green(number: number, isOwn: boolean): () => void;
}

/** A folder with all that was installed in it may be large; what is larger is no reader's. */
const LARGEST = 200_000_000;

/** @param root Has what BuildIt.astro puts there. */
export function bindHome(root: HTMLElement, here: Here): void {
  const input = root.querySelector('input')!;
  const said = root.querySelector<HTMLElement>('[role=status]')!;
  root.querySelector('button')!.onclick = () => here.take();
  input.onchange = async () => {
    const [file] = input.files!;
    if (!file) return;
    let lines: readonly string[] = [];
    const tell = (...more: readonly string[]): void => say(said, [...lines, ...more]);
    tell('Reading…');
    try {
      const came = await bring(file, here);
      lines = came.said;
      tell();
      if (came.test) {
        tell('Testing all steps…');
        tell(...(await came.test()));
      }
    } catch (error) {
      tell(whatFailed(error));
    }
    input.value = ''; // the same file can be chosen again
  };
}

const say = (place: HTMLElement, lines: readonly string[]): void =>
  place.replaceChildren(
    ...lines.map((line) => {
      const said = document.createElement('p');
      said.append(showText(line, 'output'));
      return said;
    }),
  );

/** Nothing was taken, and why not is told. */
const NOTHING = (why: string): Brought => ({ said: [`✗ ${why}`], test: undefined });

interface Brought {
  said: string[];
  /** Finds out how far the library goes now, in words. */
  test: (() => Promise<string[]>) | undefined;
}

async function bring(file: File, here: Here): Promise<Brought> {
  if (file.size > LARGEST) return NOTHING(`${file.name} is too large to be what you took home.`);
  const [{ unzipped }, { broughtBack, isNeeded, NoStarterError }] = await Promise.all([
    import('../../fork/zip.ts'),
    import('../../fork/way-back.ts'),
  ]);
  let folder: Library;
  try {
    folder = unzipped(new Uint8Array(await file.arrayBuffer()), isNeeded);
  } catch {
    return NOTHING(
      `${file.name} can’t be read: it must be a zip of the folder that you took home.`,
    );
  }
  const { stage, ladder } = here;
  const last = await lastOf(stage);
  const mine = here.library();
  let brought: BroughtBack;
  try {
    const books = [
      ladder.filesAt(0),
      ...ladder.steps.flatMap(({ number }) => [ladder.begunAt(number), ladder.filesAt(number)]),
    ].map(libraryIn);
    const comes = Object.entries(ladder.brought).map(([file, { text }]) => [file, text]);
    brought = broughtBack(
      { stage, mine, last, books, brought: Object.fromEntries(comes) as Library },
      folder,
    );
  } catch (error) {
    if (error instanceof NoStarterError) return NOTHING(`Nothing was taken: ${error.message}.`);
    throw error;
  }
  const { library, conflicts, refused, others } = brought;
  const undo: (() => void)[] = [];
  let isUndone = false;
  const changed = [...new Set([...Object.keys(mine), ...Object.keys(library)])].filter(
    (name) => mine[name] !== library[name],
  );
  let isAside = false;
  if (changed.length > 0 || conflicts.length > 0) {
    const fromHome: Record<string, string> = { ...library };
    for (const { file, home } of conflicts)
      if (home === undefined) delete fromHome[file];
      else fromHome[file] = home;
    isAside = await here.put(library, conflicts.length > 0 ? fromHome : undefined, () => {
      for (const step of undo.splice(0)) step();
      isUndone = true;
    });
  }
  await keep(stage, brought.last);
  undo.push(
    () => void keep(stage, new Map([...brought.last.keys()].map((name) => [name, last.get(name)]))),
  );
  return {
    said: [
      saidOf(changed, library, isAside, (file) =>
        isBrought(ladder, `src/${file}`, library[file] ?? ''),
      ),
      ...conflicts.map(saidOfConflict),
      ...refused.map(({ file, why }) => `Refused: ${file}, because ${why}.`),
      ...saidOfOthers(await changedOf(stage, others)),
    ],
    test: async () => {
      const tested = here.library();
      const { green, said } = await progressOf(underSrc(tested), ladder);
      // the reader may have taken it back meanwhile, or gone on with it
      if (isUndone || !isSame(here.library(), tested)) return said;
      undo.push(here.green(green, brought.isOwn));
      return said;
    },
  };
}

const isSame = (a: Library, b: Library): boolean =>
  Object.keys({ ...a, ...b }).every((file) => a[file] === b[file]);

function saidOf(
  changed: readonly string[],
  library: Library,
  isAside: boolean,
  isBooks: (file: string) => boolean,
): string {
  if (changed.length === 0) return 'Everything in it is already here.';
  const there = changed.filter((file) => library[file] !== undefined);
  const came = there.filter((file) => !isBooks(file));
  const books = there.filter(isBooks);
  const gone = changed.filter((file) => library[file] === undefined);
  return [
    came.length > 0 && `✓ ${listOf(came)} came from home.`,
    books.length > 0 &&
      `✓ ${listOf(books)} came too: ${books.length === 1 ? 'it’s' : 'they’re'} the book’s.`,
    gone.length > 0 &&
      `✓ ${listOf(gone)} ${gone.length === 1 ? 'isn’t' : 'aren’t'} at home any more, so ${gone.length === 1 ? 'it’s' : 'they’re'} gone here too.`,
    isAside && 'What was here is on the list of your versions.',
  ]
    .filter(Boolean)
    .join(' ');
}

function saidOfConflict({ file, mine, home }: Conflict): string {
  const [here, there] = [mine, home].map((text) => (text === undefined ? 'deleted' : 'changed'));
  const what = here === there ? `${here} here and at home` : `${here} here and ${there} at home`;
  return `In conflict: ${file} was ${what}. What’s here stays, and the library with what you did at home is on the list of your versions.`;
}

/** As many names as a reader reads. */
const NAMES = 5;

function saidOfOthers(files: readonly string[]): string[] {
  if (files.length === 0) return [];
  const named = files.slice(0, NAMES);
  const more = files.length - named.length;
  const names = listOf(more > 0 ? [...named, `${more} more`] : named);
  return [
    `Only src/ comes back: ${names} ${files.length === 1 ? 'isn’t as the book has it, and stays' : 'aren’t as the book has them, and stay'} at home.`,
  ];
}

/** Which of the files outside of the library the reader has changed or written. */
async function changedOf(stage: string, others: Library): Promise<string[]> {
  let starter: Library;
  try {
    const { forkFiles } = await import('../take-home/own-version.ts');
    starter = await forkFiles(`${stage}-starter`);
  } catch {
    return []; // without a network it isn't known
  }
  const plain = (text: string | undefined): string | undefined =>
    text?.replaceAll('\r\n', '\n').trimEnd();
  return (
    Object.keys(others)
      // which steps are built is ticked in its README
      .filter((file) => file !== 'README.md' && plain(others[file]) !== plain(starter[file]))
      .sort()
  );
}

// --- what came the last time

const nameFor = (stage: string): string => `home/${stage}`;

/** What is read comes after what is being kept. */
let kept: Promise<unknown> = Promise.resolve();

async function lastOf(stage: string): Promise<Last> {
  await kept;
  const records = await begin()
    .then((it) => it.recordsOf(nameFor(stage)))
    .catch(() => []);
  return new Map(records.map(({ file, text, base, of }) => [file, { text, base, of }]));
}

/** If it can't be kept, the starter itself says what both sides began with. */
function keep(stage: string, came: ReadonlyMap<string, Came | undefined>): Promise<unknown> {
  const records = new Map([...came].map(([file, its]) => [file, its ?? {}]));
  kept = kept
    .then(begin)
    .then((it) => it.keepRecords(nameFor(stage), records))
    .catch(() => {});
  return kept;
}
