// A reader's own library goes home as a project, and comes back as a zip of that.
import { whatFailed } from '../workbench/loading.ts';
import { showText } from '../workbench/unseen.ts';
import { listOf } from './words.ts';
import type { BroughtBack } from '../../fork/way-back.ts';

/** By name from `src/`. */
type Library = Readonly<Record<string, string>>;

interface Here {
  stage: string;
  library(): Library;
  take(): void;
  /**
   * Puts what came in the place of what is here, which goes on the list of versions.
   * @param fromHome Where both sides changed the same lines: the library with those of home.
   */
  put(library: Library, fromHome: Library | undefined): Promise<void>;
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
    say(said, ['Reading…']);
    try {
      say(said, await bring(file, here));
    } catch (error) {
      say(said, [whatFailed(error)]);
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

/** @returns What came of it. */
async function bring(file: File, here: Here): Promise<string[]> {
  if (file.size > LARGEST) return [`✗ ${file.name} is too large to be what you took home.`];
  const [{ unzipped }, { broughtBack, isNeeded, NoStarterError }] = await Promise.all([
    import('../../fork/zip.ts'),
    import('../../fork/way-back.ts'),
  ]);
  let folder: Record<string, string>;
  try {
    folder = unzipped(new Uint8Array(await file.arrayBuffer()), isNeeded);
  } catch {
    return [`✗ ${file.name} can’t be read: it must be a zip of the folder that you took home.`];
  }
  const mine = here.library();
  let brought: BroughtBack;
  try {
    brought = broughtBack(here.stage, mine, folder);
  } catch (error) {
    if (error instanceof NoStarterError) return [`✗ Nothing was taken: ${error.message}.`];
    throw error;
  }
  const { library, conflicts, refused } = brought;
  const came = [...new Set([...Object.keys(mine), ...Object.keys(library)])].filter(
    (name) => mine[name] !== library[name],
  );
  if (came.length > 0 || conflicts.length > 0) {
    const fromHome: Record<string, string> = { ...library };
    for (const { file, home } of conflicts)
      if (home === undefined) delete fromHome[file];
      else fromHome[file] = home;
    await here.put(library, conflicts.length > 0 ? fromHome : undefined);
  }
  return [
    came.length > 0
      ? `✓ ${listOf(came)} came from home. What was here is on the list of your versions. Test a step to see how far it goes.`
      : 'Nothing came that isn’t here already.',
    ...conflicts.map(({ file, mine, home }) => {
      const [here, there] = [mine, home].map((text) =>
        text === undefined ? 'deleted' : 'changed',
      );
      const what =
        here === there ? `${here} here and at home` : `${here} here and ${there} at home`;
      return `In conflict: ${file} was ${what}. What is here stays, and the library with what you did at home is on the list of your versions.`;
    }),
    ...refused.map(({ file, why }) => `Refused: ${file}, because ${why}.`),
  ];
}
