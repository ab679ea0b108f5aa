// Brings the service worker into place, once the page is there; tells when a new version of the
// book has arrived, or when the page misses what the new version took away.
import { url } from '../book/url.ts';
import { NOT_LOADED } from './not-loaded.ts';
import type { Told } from './messages.ts';

let isHere: (worker: ServiceWorker) => void;
/** The worker of this book, in force or about to be; a neighbour's may control the page till then. */
export const ownWorker = new Promise<ServiceWorker>((resolve) => (isHere = resolve));

/** Shows the reader a line, and a button beside it. */
type Notify = (text: string, action: { label: string; act: () => void }) => void;

const NEW_VERSION = 'There’s a new version of the book.';

/** What becomes of the reader's changes when the page is loaded again. */
let ofChanges = (): string => '';

/** Whether the reader has begun to do something on the page. */
let touched = false;

const reload = (): void => location.reload();

/**
 * @param isAllKept Whether nothing is lost when the page is loaded again.
 * @returns What brings the worker, where it waits for the reader's word; nothing where it comes.
 */
export function registerWorker(notify: Notify, isAllKept: () => boolean): (() => void) | undefined {
  ofChanges = () =>
    isAllKept() ? ' Your changes are kept.' : ' Your changes aren’t kept: download them first.';
  addEventListener(NOT_LOADED, () => void tellMissing(notify));
  if (!('serviceWorker' in navigator)) return undefined;
  if (import.meta.env.DEV) {
    // one of a built site may have been served at the same address, and would go on serving it
    void navigator.serviceWorker
      .getRegistrations()
      .then((all) => all.forEach((one) => void one.unregister()));
    return undefined;
  }
  // Who saves data gets what is kept at a first visit only where the pages need the worker.
  const saves =
    (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
  for (const type of ['pointerdown', 'keydown', 'input'])
    addEventListener(type, () => (touched = true), { once: true, capture: true });
  // private windows and some policies refuse: the book is read from the network
  const begin = (): void => void register(notify).catch(() => {});
  if (saves && crossOriginIsolated) {
    // it is here already where they have said so
    void navigator.serviceWorker.getRegistration(url('')).then((one) => one && begin());
    return begin;
  }
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin);
  return undefined;
}

/** Addresses of what this page is made of and a worker that came after it has not seen. */
function madeOf(): string[] {
  const boxes = [...document.querySelectorAll<HTMLElement>('[data-library]')];
  const addresses = boxes.flatMap(({ dataset: { library, exercises } }) => [library, exercises]);
  return ['', ...new Set(addresses)].flatMap((address) =>
    address === undefined ? [] : [new URL(address, location.href).href],
  );
}

/**
 * A browser remembers for as long as the page is open that a module failed, so there is nothing to
 * try again. This script names the others with their hashes: a site that no longer has it has
 * another version of them all.
 */
async function tellMissing(notify: Notify): Promise<void> {
  const response = await fetch(import.meta.url, { method: 'HEAD', cache: 'no-store' }).catch(
    () => undefined,
  );
  if (!response) return; // whatever missed it has said that there is no network
  const { status } = response;
  // whatever missed it has said more
  if (status !== 404 && !document.querySelector<HTMLElement>('.notice p')!.hidden) return;
  notify((status === 404 ? NEW_VERSION : 'A part of this page didn’t load.') + ofChanges(), {
    label: 'Load it',
    act: reload,
  });
}

async function register(notify: Notify): Promise<void> {
  const { serviceWorker } = navigator;
  const isFirst = !serviceWorker.controller;
  let asked = false;
  serviceWorker.addEventListener('controllerchange', () => {
    if (asked) reload();
    else if (!isFirst)
      // asked for in another tab
      notify(NEW_VERSION + ofChanges(), { label: 'Load it', act: reload });
    else if (!crossOriginIsolated && !touched) reload(); // on a host without headers, before the reader has begun anything
  });
  const registration = await serviceWorker.register(url('sw.js'));
  const worker = (registration.active ?? registration.installing)!;
  const keep = (): void => worker.postMessage({ keep: madeOf() } satisfies Told);
  keep();
  if (!registration.active)
    serviceWorker.addEventListener('controllerchange', keep, { once: true });
  isHere(worker);
  const tell = (): void => {
    if (registration.waiting && registration.active)
      notify(NEW_VERSION + ofChanges(), {
        label: 'Load it',
        act: () => {
          asked = true;
          registration.waiting?.postMessage('take over');
        },
      });
  };
  tell();
  registration.addEventListener('updatefound', () =>
    registration.installing?.addEventListener('statechange', tell),
  );
}
