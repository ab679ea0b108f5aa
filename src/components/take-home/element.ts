// <take-home>: opens a fork in StackBlitz, which takes the files as a form; and keeps what was
// ticked off a starter's list.
import { standingOf } from '../../steps/workspace.ts';
import { BUILT, LENT, nameOfStep } from '../build-it/lists.ts';
import { copyBy } from '../copy/clipboard.ts';
import { whatFailed } from '../workbench/loading.ts';
import { mark, watchList } from '../workbench/saved.ts';

const STACKBLITZ = 'https://stackblitz.com/run?file=README.md';

class TakeHome extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector<HTMLButtonElement>('button[data-do=stackblitz]')!;
    const said = this.querySelector<HTMLElement>('.said')!;
    button.hidden = false;
    button.onclick = async () => {
      said.textContent = '';
      try {
        const { forkFiles } = await import('./own-version.ts');
        openInStackBlitz(this.dataset.title!, await forkFiles(this.dataset.fork!));
      } catch (error) {
        said.textContent = whatFailed(
          error,
          'We couldn’t load the files. Check the connection and try again, or take the zip.',
        );
      }
    };
    const command = this.querySelector<HTMLElement>('.command code')!;
    const copy = this.querySelector<HTMLButtonElement>('button[data-do=copy]')!;
    copyBy(copy, () => command.textContent!.replace(/\s+/g, ' ').trim());
    copy.hidden = false;
    const zip = this.querySelector<HTMLAnchorElement>('a.zip')!;
    zip.onclick = async (event) => {
      if (navigator.onLine) return;
      // for what is to be saved browsers ask the network past the service worker, which has it
      event.preventDefault();
      said.textContent = '';
      try {
        const { saveZip } = await import('./own-version.ts');
        await saveZip(zip.href);
      } catch (error) {
        said.textContent = whatFailed(
          error,
          'You’re offline, and this zip isn’t kept in your browser yet. Try again when you’re online.',
        );
      }
    };
    const before = this.querySelector<HTMLElement>('[data-before]');
    if (before) this.#offerWith(before);
    for (const box of this.querySelectorAll<HTMLInputElement>('input[type=checkbox]')) {
      box.disabled = false;
      watchList('built', (built) => (box.checked = built.has(box.value)));
      box.onchange = () => mark('built', box.value, box.checked);
    }
  }

  /** Once something of the part before is built, this one can begin with that. */
  #offerWith(place: HTMLElement): void {
    const { before, stage } = place.dataset as Record<string, string>;
    const lists: Record<string, ReadonlySet<string>> = {};
    for (const list of [BUILT, LENT])
      watchList(list, (names) => {
        lists[list] = names;
        place.hidden = ![...lists[BUILT]!].some((name) => name.startsWith(`${before}/`));
      });
    const said = place.querySelector('[role=status]')!;
    place.querySelector('button')!.onclick = async () => {
      said.textContent = 'Trying your files…';
      try {
        const { saveWithPartBefore } = await import('./with-part-before.ts');
        said.textContent = await saveWithPartBefore(stage!, (of, folder) =>
          standingOf(nameOfStep(of, folder), lists[BUILT]!, lists[LENT]!),
        );
      } catch (error) {
        said.textContent = whatFailed(error);
      }
    };
  }
}

function openInStackBlitz(title: string, files: Record<string, string>): void {
  const form = document.createElement('form');
  Object.assign(form, { method: 'post', action: STACKBLITZ, target: '_blank', hidden: true });
  const fields = {
    title,
    description: 'From Tasque, a book that builds an event loop.',
    template: 'node',
    ...Object.fromEntries(Object.entries(files).map(([file, text]) => [`files][${file}`, text])),
  };
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement('textarea'); // an input would lose the line ends
    field.name = `project[${name}]`;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}

customElements.define('take-home', TakeHome);
