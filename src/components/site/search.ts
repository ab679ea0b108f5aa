// Search: Pagefind's own dialog, loaded when a reader first asks for it. Its index is made after the build (src/hosting/finish.ts).
import { url } from '../../book/url.ts';
import './search.css';

interface Modal extends HTMLElement {
  open(): void;
}

let loaded: Promise<Modal> | undefined;

async function load(): Promise<Modal> {
  const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url('pagefind/pagefind-component-ui.css') });
  const styled = new Promise((resolve, reject) => Object.assign(style, { onload: resolve, onerror: reject }));
  document.head.prepend(style); // ours come after it
  await Promise.all([styled, import(/* @vite-ignore */ url('pagefind/pagefind-component-ui.js'))]);
  const config = document.createElement('pagefind-config');
  config.setAttribute('bundle-path', url('pagefind/'));
  config.setAttribute('base-url', url(''));
  const modal = document.createElement('pagefind-modal') as Modal;
  modal.setAttribute('reset-on-close', '');
  document.body.append(config, modal);
  return modal;
}

/** @param tell Where it is said that it could not be loaded. */
export async function openSearch(tell: (text: string) => void): Promise<void> {
  try {
    (await (loaded ??= load())).open();
  } catch {
    loaded = undefined;
    tell(
      import.meta.env.DEV
        ? 'The index is made by the build: search is there in npm start, not in npm run dev.'
        : 'The search could not be loaded. Check the connection, then try again.',
    );
  }
}
