// What works on every page: search, theme, keys, and the book without a network.
import { keepForOffline } from '../../offline/keep.ts';
import { notify } from './notice.ts';
import { bindShortcuts } from './shortcuts.ts';
import { bindThemeSwitch } from './theme.ts';

const button = (name: string): HTMLButtonElement => document.querySelector<HTMLButtonElement>(`header [data-do=${name}]`)!;

const search = async (): Promise<void> => {
  const { openSearch } = await import('./search.ts');
  await openSearch(notify);
};
button('search').onclick = search;
button('search').hidden = false;
bindThemeSwitch(button('theme'));
bindShortcuts(document.querySelector<HTMLDialogElement>('#shortcuts')!, search);
keepForOffline(notify);
