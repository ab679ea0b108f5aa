// A hidden frame in which programs run: a document of our own host's with an opaque origin and a
// policy of its own (frame.ts).
import { Door } from '../../door/door.ts';
import { FromFrame, type ToFrame } from './protocol.ts';

/** How long it may take to start, in milliseconds, by each way there is; */
const BOOT = 10_000;
/**
 * and how long it may be silent once the frame has loaded something. Its first word is on its way
 * by then.
 */
const SILENCE = 2_000;
/** It counts as dead when it has left so many questions unanswered. */
const MAX_UNANSWERED = 10;

/**
 * A service worker has no say in a frame whose attribute takes its origin away. Offline, and where
 * the host sends no headers, it has to answer, so there the attribute leaves the origin, and the
 * header that the worker adds takes it.
 */
const BY_HEADER = 'allow-scripts allow-same-origin';
const BY_ATTRIBUTE = 'allow-scripts';

/** The sandbox is gone. */
export class Crashed {
  readonly together: boolean;
  constructor(together: boolean) {
    this.together = together;
  }
}

export class Sandbox {
  readonly #address: string;
  #frame: HTMLIFrameElement | undefined;
  #port: Promise<MessagePort> | undefined;
  #live: MessagePort | undefined;
  #unanswered = 0;
  /** Whether threads share memory in it, once it's connected. */
  shares = false;
  /** Who hears of its runs. */
  readonly runs = new Map<number, (message: unknown) => void>();
  readonly #door = new Door();
  /** How many runs it was chosen for that are not over. */
  load = 0;

  constructor(address: string) {
    this.#address = address;
  }

  /** Made when it is first wanted. One that fails is thrown away. */
  connect(): Promise<MessagePort> {
    if (this.#port) return this.#port;
    this.#unanswered = 0;
    const port = this.#open();
    port.catch(() => this.#port === port && this.drop());
    return (this.#port = port);
  }

  drop(): void {
    this.#frame?.remove();
    this.#frame = undefined;
    this.#port = this.#live = undefined;
  }

  /**
   * Asks for a sign of life, and says whether one came. The document never runs the reader's code,
   * so it answers unless its process is gone.
   */
  isAlive(): boolean {
    if (this.#unanswered >= MAX_UNANSWERED) return false;
    this.#unanswered++;
    this.#live?.postMessage({ type: 'ping' } satisfies ToFrame);
    return true;
  }

  /** A page that slept asked nothing meanwhile. */
  forgive(): void {
    this.#unanswered = 0;
  }

  async #open(): Promise<MessagePort> {
    if (navigator.serviceWorker?.controller) {
      const port = await this.#try(BY_HEADER).catch(() => undefined);
      if (port) return port;
    }
    return this.#try(BY_ATTRIBUTE);
  }

  async #try(flags: string): Promise<MessagePort> {
    this.#frame?.remove();
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', flags);
    frame.allow = 'cross-origin-isolated *'; // an origin that a header took away has no name
    frame.hidden = true;
    frame.title = 'Sandbox for programs';
    frame.src = this.#address;
    const { promise, resolve, reject } = Promise.withResolvers<MessagePort>();
    const refuse = (why: string): void => reject(new Error(`The sandbox for programs ${why}.`));
    const { port1: port, port2: theirs } = new MessageChannel();
    port.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.#unanswered = 0;
      const message = this.#door.admit(FromFrame, data);
      if (message && 'id' in message) this.runs.get(message.id)?.(data);
      else if (message?.type === 'ready') {
        this.shares = message.shares;
        resolve(port);
      }
    };
    let silence: ReturnType<typeof setTimeout> | undefined;
    frame.onload = () =>
      (silence = setTimeout(
        refuse,
        SILENCE,
        'couldn’t be loaded: check the connection, then load the page again',
      ));
    const greet = ({ source, origin }: MessageEvent): void => {
      if (source !== frame.contentWindow) return;
      frame.onload = null;
      clearTimeout(silence);
      removeEventListener('message', greet);
      // the browser says where a message comes from, not the message
      if (origin === 'null') frame.contentWindow!.postMessage('connect', '*', [theirs]);
      else refuse('wasn’t closed off');
    };
    addEventListener('message', greet);
    const timer = setTimeout(refuse, BOOT, `didn’t start within ${BOOT / 1000} s`);
    this.#frame = frame;
    document.body.append(frame);
    try {
      return (this.#live = await promise);
    } finally {
      clearTimeout(timer);
      clearTimeout(silence);
      removeEventListener('message', greet);
    }
  }
}
