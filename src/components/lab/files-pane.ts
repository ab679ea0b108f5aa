// The pane of files: the tree, what is done with a file of it, and the search through all of them.
import { whatFailed } from '../workbench/loading.ts';
import { whyNotNamed } from '../workbench/file-names.ts';
import { nameOf } from '../workbench/files.ts';
import type { Session } from '../workbench/session.ts';
import type { Position } from '../../runner/contract.ts';
import type { Tending } from '../workbench/workbench.ts';
import { openMenu } from './file-menu.ts';
import { Finder } from './finder.ts';
import { freeName, Naming } from '../workbench/naming.ts';
import { programFor } from './templates.ts';
import { FileTree, inOrder } from './tree.ts';

interface Acts {
  open(file: string, how: 'pointer' | 'look' | 'go'): void;
  go(at: Position): void;
  /** A file has another name. */
  renamed(from: string, to: string): void;
}

export class FilesPane {
  readonly #session: Session;
  readonly #acts: Acts;
  readonly #tree: FileTree;
  readonly #naming: Naming;
  readonly #finder: Finder;
  /** The file whose link had the focus, which is the tree's once that is there. */
  #hadFocus: string | undefined;

  constructor(pane: HTMLElement, session: Session, acts: Acts) {
    this.#session = session;
    this.#acts = acts;
    this.#tree = new FileTree({
      open: (file, how) => acts.open(file, how),
      rename: (file) => this.#try(this.#rename(file)),
      delete: (file) => this.#try(this.#delete(file)),
      menu: (file, item, pressed) => this.#menu(file, item, pressed),
    });
    const links = pane.querySelector('ul.plain')!;
    this.#hadFocus = links.querySelector<HTMLElement>('a:focus')?.dataset.file;
    links.replaceWith(this.#tree.element);
    this.#naming = new Naming(pane.querySelector('.naming')!);
    this.#finder = new Finder(pane.querySelector('.find')!, {
      texts: () => this.#texts(),
      go: (at) => acts.go(at),
      leave: () => this.focus(),
    });
  }

  render(): void {
    const { files, all, deleted } = this.#session;
    this.#tree.list(all!, deleted);
    this.#tree.markChanged((file) => files.isEdited(file));
    if (this.#hadFocus !== undefined) this.#tree.focus(this.#hadFocus);
    this.#hadFocus = undefined;
  }
  show(file: string | undefined): void {
    this.#tree.show(file);
  }
  focus(file?: string): void {
    this.#tree.focus(file);
  }
  /** Files have other texts. */
  refresh(): void {
    this.#finder.refresh();
  }

  tend(what: Tending): void {
    if (what === 'find-in-all') this.#finder.toggle();
    else if (what === 'undelete') this.#putBack();
    else this.#try(this.#create(what === 'new-program'));
  }
  /** @param wanted What is to be found. */
  find(wanted = ''): void {
    this.#finder.open(wanted);
  }

  /** What it needs may not come. */
  #try(work: Promise<void>): void {
    work.catch((error) => this.#session.mention(whatFailed(error)));
  }

  async #texts(): Promise<[string, string][]> {
    const all = inOrder(this.#session.all!);
    await this.#session.loadAll(all);
    return all.map((file) => [file, this.#session.files.text(file)]);
  }

  async #create(isProgram: boolean): Promise<void> {
    const session = this.#session;
    await session.load();
    // asked again as it is made: another tab may have made one meanwhile
    const whyNot = (name: string): string | undefined => whyNotNamed(name, session.taken);
    const folder = isProgram ? 'programs/' : this.#tree.folder || 'src/';
    const base = `${folder}${isProgram ? 'my-program' : 'my-file'}`;
    this.#naming.ask({
      label: isProgram ? 'Name of the program' : 'Name, with its folder',
      does: 'Create',
      name: freeName(base, whyNot) ?? folder,
      whyNot,
      act: (name) => {
        const text = isProgram ? programFor(session.files.code('src/index.ts')) : '';
        session.changes.rewrite(name, text);
        session.mention(`Created ${name}.`);
        this.#acts.go({ file: name, line: Infinity, column: Infinity }); // to its end
      },
      leave: () => this.focus(),
    });
  }

  async #rename(file: string): Promise<void> {
    const session = this.#session;
    await session.load();
    const whyNot = (name: string): string | undefined =>
      session.all!.includes(file)
        ? whyNotNamed(name, session.taken.filter((other) => other !== file)) // prettier-ignore
        : `There’s no file ${file} any more.`;
    this.#naming.ask({
      label: `New name of ${nameOf(file)}`,
      does: 'Rename',
      name: file,
      whyNot: (name) => (name === file ? undefined : whyNot(name)),
      act: (name) => {
        if (name === file) return this.focus(file);
        this.#try(
          session.changes.rename(file, name).then(() => {
            this.#acts.renamed(file, name);
            this.focus(name);
            return this.#tellRenamed(file, name);
          }),
        );
      },
      leave: () => this.focus(file),
    });
  }

  async #tellRenamed(file: string, name: string): Promise<void> {
    const isImported = (await this.#texts()).some(([, text]) => text.includes(`/${nameOf(file)}'`));
    const lost = isImported ? ' Files that import it by its old name won’t find it.' : '';
    this.#session.mention(`${file} is now called ${name}.${lost}`);
  }

  async #delete(file: string): Promise<void> {
    await this.#session.ready;
    await this.#session.changes.delete(file);
    this.#session.mention(`${file} is deleted. A button above the files puts it back.`);
  }
  #putBack(file?: string): void {
    const back = this.#session.changes.undelete(file);
    if (back === undefined) return;
    this.#session.mention(`${back} is back.`);
    this.#acts.open(back, 'go');
  }

  #menu(file: string, item: HTMLElement, pressed?: Element): void {
    const isDeleted = this.#session.deleted.includes(file);
    openMenu(
      file,
      isDeleted
        ? [{ text: 'Put it back', act: () => this.#putBack(file) }]
        : [
            { text: 'Open', key: 'Enter', act: () => this.#acts.open(file, 'go') },
            { text: 'Rename', key: 'F2', act: () => this.#try(this.#rename(file)) },
            { text: 'Delete', key: 'Delete', act: () => this.#try(this.#delete(file)) },
          ],
      item,
      pressed,
    );
  }
}
