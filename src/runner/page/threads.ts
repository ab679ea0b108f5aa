// The reader's `Worker`. A worker that blocks cannot start another one in any browser: the frame,
// which never blocks, does it.
import type { KeepAlive } from './keep-alive.ts';
import type { ToOwner, WorkerMessage } from './protocol.ts';

// hidden from programs: see globals.ts
const { ErrorEvent } = self;

type Post = (message: WorkerMessage, transfer?: Transferable[]) => void;
type Handler<E> = ((event: E) => void) | null;

/**
 * Puts a `Worker` in place that asks for its thread through `post`. As in Node it has `ref` and
 * `unref`, and who listens to it is kept waiting. @param isModule Whether a file of the job can be
 * loaded. @returns What to do with the answers.
 */
export function installWorker(
  post: Post,
  alive: KeepAlive,
  isModule: (file: string) => boolean,
): (message: ToOwner, ports: readonly MessagePort[]) => void {
  const threads: Worker[] = [];

  // An address of this worker's is good for nothing in another one while this one is blocked: what
  // it stands for goes along.
  const blobs = new Map<string, Blob>();
  const { createObjectURL } = URL;
  const replaced = {
    createObjectURL(blob: Blob | MediaSource): string {
      const url = createObjectURL.call(URL, blob);
      if (blob instanceof Blob) blobs.set(url, blob);
      return url;
    },
  };
  URL.createObjectURL = replaced.createObjectURL;
  const scriptAt = (url: string): Blob => {
    const data = /^data:[^,]*,(.*)$/s.exec(url);
    if (data) return new Blob([decodeURIComponent(data[1]!)]);
    const file = /^file:\/\/\/(.*)$/.exec(url);
    // a thread knows the same modules: see worker.ts
    if (file && isModule(decodeURIComponent(file[1]!)))
      return new Blob([`$$load(${JSON.stringify(url)})`]);
    const blob = blobs.get(url);
    if (blob) return blob;
    throw new TypeError(
      `a thread can’t begin at '${url}': it takes a file of this stage, as in new Worker(new URL('./worker.ts', import.meta.url)), or a blob: or data: address`,
    );
  };

  class Worker extends EventTarget {
    readonly #thread: number;
    #onmessage: Handler<MessageEvent> = null;
    onerror: Handler<ErrorEvent> = null;

    constructor(script: string | URL) {
      super();
      const blob = scriptAt(String(script));
      this.#thread = threads.push(this) - 1;
      post({ type: 'start', thread: this.#thread, script: blob });
      this.addEventListener('message', (event) => this.onmessage?.(event as MessageEvent));
      this.addEventListener('error', (event) => this.onerror?.(event as ErrorEvent));
    }
    get onmessage(): Handler<MessageEvent> {
      return this.#onmessage;
    }
    set onmessage(listener: Handler<MessageEvent>) {
      this.#onmessage = listener;
      if (listener) this.ref();
      else this.unref();
    }
    ref(): void {
      alive.hold(this);
    }
    unref(): void {
      alive.release(this);
    }
    postMessage(message: unknown, transfer?: Transferable[] | StructuredSerializeOptions): void {
      post(
        { type: 'tell', thread: this.#thread, message },
        Array.isArray(transfer) ? transfer : (transfer?.transfer ?? []),
      );
    }
    terminate(): void {
      post({ type: 'terminate', thread: this.#thread });
      this.unref();
    }
  }
  Object.assign(self, { Worker });

  return (message, ports) => {
    const thread = threads[message.thread];
    if (message.type === 'closed') return thread?.unref();
    const event =
      message.type === 'message'
        ? new MessageEvent('message', { data: message.message, ports: [...ports] })
        : new ErrorEvent('error', { message: message.message });
    thread?.dispatchEvent(event);
  };
}
