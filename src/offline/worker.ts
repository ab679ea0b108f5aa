// The service worker: keeps the whole book, so that it reads and runs without a network, and gives its pages the headers
// that make them isolated where the host does not. The list of what is kept, with a revision each, is written in by Workbox.
import { clientsClaim, type WorkboxPlugin } from 'workbox-core';
import { ExpirationPlugin } from 'workbox-expiration';
import { addPlugins, cleanupOutdatedCaches, matchPrecache, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching';
import { NavigationRoute, registerRoute, setCatchHandler } from 'workbox-routing';
import { CacheFirst, NetworkOnly } from 'workbox-strategies';
import { url } from '../book/url.ts';
import { ISOLATION } from '../hosting/headers.ts';

declare const self: { __WB_MANIFEST: PrecacheEntry[]; skipWaiting(): Promise<void>; addEventListener(type: 'message', listener: (event: MessageEvent) => void): void };

const isolate = (response: Response): Response => {
  if (response.status === 0) return response; // a redirection, which the browser follows itself
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(ISOLATION)) headers.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
};
const isolation = { handlerWillRespond: async ({ response }: { response: Response }) => isolate(response) };

addPlugins([isolation]);
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/^utm_/, /^ts$/] }); // ts: how Pagefind asks past the browser's cache
cleanupOutdatedCaches();

// What is large and seldom asked for is kept once it was: the checker of types, letters of other alphabets.
registerRoute(
  ({ url: { pathname } }) => pathname.startsWith(url('_astro/')),
  new CacheFirst({ cacheName: 'tasque-asked-for', plugins: [isolation, new ExpirationPlugin({ maxEntries: 20 }) as WorkboxPlugin] }),
);
registerRoute(new NavigationRoute(new NetworkOnly({ plugins: [isolation] })));
setCatchHandler(async ({ request }) => {
  const page = request.destination === 'document' ? await matchPrecache(url('404.html')) : undefined;
  return page ? isolate(page) : Response.error();
});

// A first version serves the page that brought it. A later one waits until a reader says so, or no page is open: the pages
// that are open go on with the files they were made of.
clientsClaim();
self.addEventListener('message', ({ data }) => data === 'take over' && self.skipWaiting());
