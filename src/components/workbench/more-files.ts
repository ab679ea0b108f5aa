// The other files of a stage, where a reader can choose one to open.
import { nameOf } from './files.ts';

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/'));
/** What plays a part comes below the library, and what judges below what is judged. */
const rankOf = (folder: string): number =>
  folder === 'props' ? 1 : /^(tests|exercises|steps)/.test(folder) ? 2 : 0;
/** Folders whose names don't say what is in them. */
const LABELS: Readonly<Record<string, string>> = { props: 'props, not part of the library' };

/** Files by their folders, in the order in which they are listed. */
export const inGroups = (files: readonly string[]): [folder: string, files: string[]][] =>
  [...Map.groupBy([...new Set(files)].sort(), folderOf)].sort(([a], [b]) => rankOf(a) - rankOf(b));

export class MoreFiles {
  readonly #choice: HTMLSelectElement;
  #listed = '';

  /**
   * A file opens when it was chosen. Letters and arrows only go from name to name where they change
   * a list that is closed, and Enter chooses.
   */
  constructor(root: HTMLElement, open: (file: string) => void) {
    const choice = root.querySelector<HTMLSelectElement>('select[data-do=open]')!;
    this.#choice = choice;
    const menu = choice.closest<HTMLElement>('[popover]')!;
    let isSeeking = false;
    const choose = (): void => {
      const file = choice.value;
      if (file === '') return;
      menu.hidePopover();
      open(file);
    };
    for (const type of ['keydown', 'keypress'] as const)
      choice.addEventListener(type, (event) => {
        isSeeking = event.key !== 'Enter';
        setTimeout(() => (isSeeking = false)); // what a list that is open tells comes later
        if (isSeeking || type !== 'keydown' || choice.value === '') return;
        event.preventDefault(); // More, which has the focus then, is not pressed by it
        choose();
      });
    choice.onchange = () => isSeeking || choose();
    menu.addEventListener('toggle', () => (choice.value = ''));
  }

  /** @param isBooks Whether a file is the book's, where most are the reader's own: then its name says so. */
  list(files: readonly string[], isBooks = (_file: string): boolean => false): void {
    const groups = inGroups(files);
    const textOf = (file: string): string =>
      `${nameOf(file)}${isBooks(file) ? ', the book’s' : ''}`;
    const listed = groups.flatMap(([folder, names]) => [folder, ...names.map(textOf)]).join();
    if (this.#listed === listed) return;
    this.#listed = listed;
    this.#choice.replaceChildren(
      this.#choice.options[0]!,
      ...groups.map(([folder, names]) => {
        const group = document.createElement('optgroup');
        group.label = LABELS[folder] ?? folder;
        group.append(...names.map((name) => new Option(textOf(name), name)));
        return group;
      }),
    );
  }
}
