// What a service worker has that a page has not. TypeScript's own declarations of it cannot stand
// beside those of a page.
export interface Client {
  readonly id: string;
}
export interface LateEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
export interface ToldEvent extends LateEvent {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}
export interface FetchEvent extends LateEvent {
  readonly request: Request;
  /** Who asks. */
  readonly clientId: string;
  /** The page that will come of it, where one is asked for. */
  readonly resultingClientId: string;
  respondWith(response: Promise<Response>): void;
}
export interface ServiceWorkerScope {
  readonly registration: ServiceWorkerRegistration;
  /** Not in Firefox, nor in Safari. */
  readonly navigator: { readonly connection?: { readonly saveData?: boolean } };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: {
      type?: 'all' | 'window';
      includeUncontrolled?: boolean;
    }): Promise<readonly Client[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: LateEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listener: (event: ToldEvent) => void): void;
}
