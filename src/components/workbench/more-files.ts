// The other files of a stage, where a reader can choose one to open.

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/'));
/** What judges comes below what is judged. */
const isBelow = (folder: string): number => Number(/^(tests|exercises|steps)/.test(folder));

export class MoreFiles {
  readonly #choice: HTMLSelectElement;
  #listed = '';

  /**
   * A file opens when it was chosen. Letters and arrows only go from name to name where they change
   * a list that is closed, and Enter chooses.
   */
  constructor(choice: HTMLSelectElement, open: (file: string) => void) {
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

  list(files: readonly string[]): void {
    const names = [...new Set(files)].sort();
    if (this.#listed === names.join()) return;
    this.#listed = names.join();
    const groups = [...Map.groupBy(names, folderOf)].sort(([a], [b]) => isBelow(a) - isBelow(b));
    this.#choice.replaceChildren(
      this.#choice.options[0]!,
      ...groups.map(([folder, names]) => {
        const group = document.createElement('optgroup');
        group.label = folder;
        group.append(...names.map((name) => new Option(name.slice(folder.length + 1), name)));
        return group;
      }),
    );
  }
}
