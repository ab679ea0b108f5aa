// Brings the service worker into place, once the page is there; tells when a new version of the book has arrived.
import { url } from '../book/url.ts';
import type { notify as Notify } from '../components/site/notice.ts';

const NEW_VERSION = 'There is a new version of the book. Your changes and solutions are kept.';

/** Whether the reader has begun to do something on the page. */
let touched = false;

export function keepForOffline(notify: typeof Notify): void {
  if (!('serviceWorker' in navigator)) return;
  if (import.meta.env.DEV) {
    // one of a built site may have been served at the same address, and would go on serving it
    navigator.serviceWorker.getRegistrations().then((all) => all.forEach((one) => one.unregister()));
    return;
  }
  // The book is some megabytes. Who saves data gets them only where the pages need the worker.
  const saves = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
  if (saves && crossOriginIsolated) return;
  for (const type of ['pointerdown', 'keydown', 'input']) addEventListener(type, () => (touched = true), { once: true, capture: true });
  const begin = (): void => void register(notify).catch(() => {}); // private windows and some policies refuse: the book is read from the network
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin);
}

async function register(notify: typeof Notify): Promise<void> {
  const { serviceWorker } = navigator;
  const isFirst = !serviceWorker.controller;
  const reload = (): void => location.reload();
  let asked = false;
  serviceWorker.addEventListener('controllerchange', () => {
    if (asked) reload();
    else if (!isFirst)
      notify(NEW_VERSION, { label: 'Load it', act: reload }); // asked for in another tab
    else if (!crossOriginIsolated && !touched) reload(); // on a host without headers: nobody has begun anything
  });
  const registration = await serviceWorker.register(url('sw.js'));
  const tell = (): void => {
    if (registration.waiting && registration.active)
      notify(NEW_VERSION, {
        label: 'Load it',
        act: () => {
          asked = true;
          registration.waiting?.postMessage('take over');
        },
      });
  };
  tell();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', tell));
}
