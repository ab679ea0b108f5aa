// One container for the page: booted when it is first wanted, and thrown away when it does not
// answer.
import type { WebContainer } from '@webcontainer/api';
import * as v from 'valibot';
import { text } from '../../door/shapes.ts';
import type { BootFailure } from '../contract.ts';

/** How long the host may take, in milliseconds. Each of its answers may never come. */
export const PATIENCE = {
  realm: 10_000,
  boot: 30_000,
  /**
   * From the moment when the host is known not to be reachable; the client may yet find a way, as
   * through a cache.
   */
  unreachable: 3_000,
  mount: 30_000,
  spawn: 30_000,
  kill: 2_000,
};
export type Patience = typeof PATIENCE;

export class BootError extends Error {
  readonly reason: BootFailure;
  readonly advice: string;
  constructor(reason: BootFailure, message: string, advice: string) {
    super(message);
    this.reason = reason;
    this.advice = advice;
  }
}

/** The container did not answer in time, and is gone. */
export class LostError extends Error {}

/** @throws {LostError} if it takes longer. */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LostError(`${what} took longer than ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer!);
  }
}

const PRIVACY =
  'Privacy shields, strict tracking protection and blocked third-party cookies can stop it: allow stackblitz.com and webcontainer.io for this site. Networks at companies and schools may block them, too.';
const hostOrigin = (): string =>
  new URL(
    (globalThis as { WEBCONTAINER_API_IFRAME_URL?: string }).WEBCONTAINER_API_IFRAME_URL ??
      'https://stackblitz.com',
  ).origin;

export class Container {
  readonly #realmUrl: string;
  readonly #patience: Patience;
  #realm: HTMLIFrameElement | undefined;
  #booting: Promise<WebContainer> | undefined;
  /** True once it was booted. */
  isThere = false;
  #loss = Promise.withResolvers<never>();

  /** @param realmUrl Where the page with realm.ts is. */
  constructor(realmUrl: string, patience: Patience) {
    this.#realmUrl = realmUrl;
    this.#patience = patience;
  }

  /** The container, booted if it is not there. @throws {BootError} */
  get(): Promise<WebContainer> {
    return (this.#booting ??= this.#boot().catch((error: unknown) => {
      this.drop(); // the next who asks begins anew
      throw error;
    }));
  }

  /** Rejects with a `LostError` if the container that is there now reports that it is broken. */
  get lost(): Promise<never> {
    return this.#loss.promise;
  }

  /** Throws it away, with all that runs in it. */
  drop(): void {
    this.isThere = false;
    this.#loss = Promise.withResolvers();
    this.#realm?.remove();
    this.#realm = undefined;
    this.#booting = undefined;
  }

  async #boot(): Promise<WebContainer> {
    if (!globalThis.crossOriginIsolated || typeof SharedArrayBuffer === 'undefined')
      throw new BootError(
        'unsupported',
        'This page isn’t cross-origin isolated, which Node in the page needs.',
        'Open the book over HTTPS in a current browser, from a host that sends the headers COOP and COEP. It may not work in private windows and in apps that show web pages.',
      );
    const { boot, unreachable } = this.#patience;
    const host = hostOrigin();
    let realm: Window | undefined;
    try {
      return await within(
        boot,
        'Starting Node',
        (async () => {
          realm = await this.#makeRealm();
          const booted = realm.bootWebContainer();
          booted.catch(() => {});
          return Promise.race([booted, this.#failIfUnreachable(host, unreachable)]);
        })(),
      ).then((container) => {
        this.isThere = true;
        const { promise, reject } = this.#loss;
        promise.catch(() => {}); // perhaps nothing runs
        container.on('error', ({ message }) => {
          reject(
            new LostError(
              `Node had an error of its own (${v.is(text(1_000), message) ? message : 'it couldn’t be read'})`,
            ),
          );
          if (promise === this.lost) this.drop();
        });
        return container;
      });
    } catch (error) {
      const [forbidden] = realm?.forbidden ?? [];
      if (forbidden)
        throw new BootError(
          'refused',
          `This site’s own policy stops Node: ${forbidden}.`,
          'The book’s host has to allow frames of stackblitz.com in it.',
        );
      if (error instanceof BootError) throw error;
      if (error instanceof LostError)
        throw new BootError(
          'timeout',
          `We asked ${host} for Node, and it didn’t start within ${boot / 1000} s.`,
          `Try again: the first start loads several megabytes. ${PRIVACY} iPhones and iPads often don’t have enough memory.`,
        );
      throw new BootError(
        'refused',
        `${host} refused to start Node: ${(error as Error).message}`,
        PRIVACY,
      );
    }
  }

  /** The client is never told when its host cannot be reached; a fetch is. */
  async #failIfUnreachable(host: string, grace: number): Promise<never> {
    try {
      await fetch(`${host}/headless?coep=require-corp`, {
        mode: 'no-cors',
        cache: 'no-store',
        credentials: 'omit',
      });
      return await new Promise<never>(() => {});
    } catch {
      await new Promise((resolve) => setTimeout(resolve, grace));
      throw new BootError(
        'unreachable',
        `${host}, where Node in the page comes from, can’t be reached.`,
        navigator.onLine
          ? PRIVACY
          : 'You’re offline. The page’s own engine doesn’t need a network.',
      );
    }
  }

  async #makeRealm(): Promise<Window> {
    const frame = document.createElement('iframe');
    frame.src = this.#realmUrl;
    frame.allow = 'cross-origin-isolated';
    frame.hidden = true;
    frame.title = 'Node';
    const loaded = new Promise((resolve) => (frame.onload = resolve));
    document.body.append(frame);
    this.#realm = frame;
    await within(this.#patience.realm, 'Loading what starts Node', loaded);
    const realm = frame.contentWindow;
    if (typeof realm?.bootWebContainer !== 'function')
      throw new BootError(
        'refused',
        'We couldn’t load what starts Node.',
        'Check the connection, then load the page again: your changes are kept.',
      );
    return realm;
  }
}
