// Search: Pagefind's own dialog, loaded when a reader first asks for it. Its index is made after the build (src/hosting/finish.ts).
import { url } from '../../book/url.ts';
import './search.css';

interface Modal extends HTMLElement {
  open(): void;
}

let loaded: Promise<Modal> | undefined;

/** By an element, not by import(): of that a browser remembers a failure until the page is loaded again. */
async function add(element: HTMLLinkElement | HTMLScriptElement): Promise<void> {
  const loaded = new Promise((resolve, reject) => Object.assign(element, { onload: resolve, onerror: reject }));
  document.head.prepend(element); // the book's own styles come after Pagefind's
  await loaded.catch((error) => {
    element.remove();
    throw error;
  });
}

async function load(): Promise<Modal> {
  await Promise.all([
    add(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url('pagefind/pagefind-component-ui.css') })),
    add(Object.assign(document.createElement('script'), { src: url('pagefind/pagefind-component-ui.js') })),
  ]);
  const config = document.createElement('pagefind-config');
  config.setAttribute('bundle-path', url('pagefind/'));
  config.setAttribute('base-url', url(''));
  const modal = document.createElement('pagefind-modal') as Modal;
  document.body.append(config, modal);
  return modal;
}

/** @param tell Where it is said that it could not be loaded. */
export async function openSearch(tell: (text: string) => void): Promise<void> {
  try {
    const modal = await (loaded ??= load());
    modal.open();
    const input = modal.querySelector('input');
    input?.focus(); // Pagefind does so a frame later, and loses what is typed meanwhile
    input?.select(); // the last search is there again, and the next one takes its place
  } catch {
    loaded = undefined;
    tell(
      import.meta.env.DEV
        ? 'The index is made by the build: search is there in npm start, not in npm run dev.'
        : 'The search could not be loaded. Check the connection, then try again.',
    );
  }
}
