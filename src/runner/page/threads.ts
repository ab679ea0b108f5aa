// The reader's `Worker`. A worker that blocks cannot start another one in any browser: the frame, which never blocks, does it.
import type { FromWorker, ToOwner } from './protocol.ts';

type Post = (message: FromWorker, transfer?: Transferable[]) => void;
type Handler<E> = ((event: E) => void) | null;

/** Puts a `Worker` in place that asks for its thread through `post`. @returns What to do with the answers. */
export function installWorker(post: Post): (message: ToOwner, ports: readonly MessagePort[]) => void {
  const threads: EventTarget[] = [];

  class Worker extends EventTarget {
    readonly #thread = threads.push(this) - 1;
    onmessage: Handler<MessageEvent> = null;
    onerror: Handler<ErrorEvent> = null;

    constructor(script: string | URL) {
      super();
      post({ type: 'start', thread: this.#thread, script: String(script) });
      this.addEventListener('message', (event) => this.onmessage?.(event as MessageEvent));
      this.addEventListener('error', (event) => this.onerror?.(event as ErrorEvent));
    }
    postMessage(message: unknown, transfer?: Transferable[] | StructuredSerializeOptions): void {
      post({ type: 'tell', thread: this.#thread, message }, Array.isArray(transfer) ? transfer : (transfer?.transfer ?? []));
    }
    terminate(): void {
      post({ type: 'terminate', thread: this.#thread });
    }
  }
  Object.assign(self, { Worker });

  return (message, ports) => {
    const event = message.type === 'message' ? new MessageEvent('message', { data: message.message, ports: [...ports] }) : new ErrorEvent('error', { message: message.message });
    threads[message.thread]?.dispatchEvent(event);
  };
}
