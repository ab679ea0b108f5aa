// What works on every page: search, theme, keys, and the book without a network.
import { ownWorker, registerWorker } from '../../offline/register-worker.ts';
import { ahead } from '../workbench/loading.ts';
import { isAllSaved } from '../workbench/saved.ts';
import { notify } from './notice.ts';
import { bindShortcuts } from './shortcuts.ts';
import { bindThemeSwitch } from './theme.ts';

const button = (name: string): HTMLButtonElement =>
  document.querySelector<HTMLButtonElement>(`header [data-do=${name}]`)!;

const search = (): void => {
  void import('./search.tsx').then(
    ({ openSearch }) => openSearch(notify),
    () => notify('We couldn’t load the search. Check the connection, then load the page again.'),
  );
};
button('search').onclick = search;
button('search').hidden = false;
bindThemeSwitch(button('theme'));
bindShortcuts(document.querySelector<HTMLDialogElement>('#shortcuts')!, search);
const bringWorker = registerWorker(notify, isAllSaved);
const keepBook = (): Promise<void> =>
  import('./keep-book.ts').then(({ bindKeepBook }) =>
    bindKeepBook(document.querySelector<HTMLElement>('.keep-book')!, bringWorker),
  );
// the line has nothing to say until there's a worker, or a reader may ask for one
ahead(bringWorker ? keepBook() : ownWorker.then(keepBook));
