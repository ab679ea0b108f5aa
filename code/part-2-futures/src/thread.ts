import { bell, poll, waitUntil } from './bell.ts';

/** What a job comes back with. It crosses from thread to thread as JSON. */
export type Reply =
  | { value?: unknown }
  | { error: { name: string; message: string; stack?: string }; died?: true };

/** What two threads share: a mailbox for the reply, and whom to wake. */
interface Shared {
  /**
   * A flag (is there a reply?), the reply's length in bytes, and from byte 8 on the
   * reply.
   */
  memory: SharedArrayBuffer;
  bell: Int32Array;
}

/** One end of the way that jobs take: a port in Node, on the web the Worker itself. */
interface Port extends EventTarget {
  onmessage: ((event: MessageEvent) => unknown) | null;
  postMessage(message: unknown): void;
  ref?(): void;
  unref?(): void;
}

/**
 * Another thread of the host, which runs one job at a time: a Worker, in Node as on the
 * web.
 */
export class Thread {
  readonly #memory = new SharedArrayBuffer(1024, { maxByteLength: 2 ** 28 });
  readonly #flags = new Int32Array(this.#memory, 0, 2);
  readonly #port: Port;
  #busy = false;

  constructor() {
    this.#port = start({ memory: this.#memory, bell });
    this.#port.onmessage = poll; // for an owner that does not sleep on its bell
    this.#port.addEventListener('close', () => waitUntil(() => !this.#busy));
    this.#port.unref?.();
  }

  /** Has the thread call the function with this source text. */
  run(source: string, args: unknown[]): void {
    this.#port.postMessage({ source, args });
    this.#busy = true;
    this.#port.ref?.(); // a program is not finished while a job runs
  }

  /** The reply, once it is there. */
  take(): Reply | undefined {
    if (Atomics.load(this.#flags, 0) === 0) return undefined;
    const bytes = new Uint8Array(this.#memory, 8, this.#flags[1]).slice();
    Atomics.store(this.#flags, 0, 0);
    this.#busy = false;
    this.#port.unref?.();
    return JSON.parse(new TextDecoder().decode(bytes)) as Reply;
  }

  /** Lets the thread end, after what it is doing. */
  end(): void {
    this.#port.postMessage('end');
  }
}

// The three functions below run in other threads. They travel there as text, so they can
// use nothing from this file but each other.

function answer({ memory, bell }: Shared, reply: Reply): void {
  const bytes = new TextEncoder().encode(JSON.stringify(reply));
  if (memory.byteLength < 8 + bytes.length) memory.grow(8 + bytes.length);
  new Uint8Array(memory, 8).set(bytes);
  const flags = new Int32Array(memory, 0, 2);
  flags[1] = bytes.length;
  Atomics.store(flags, 0, 1);
  Atomics.add(bell, 0, 1);
  Atomics.notify(bell, 0);
}

function runJobs(shared: Shared, port: MessagePort): void {
  const close = globalThis.close?.bind(globalThis); // only Workers of the web have it
  const died = { name: 'ThreadDiedError', message: 'the thread closed itself' };
  globalThis.close = () => {
    answer(shared, { error: died, died: true });
    close?.();
  };

  /** JSON drops or bends what it does not know. That is refused instead. */
  function plain(this: Record<string, unknown>, key: string): unknown {
    const value = this[key];
    const kind = (value as object | null | undefined)?.constructor?.name ?? 'null';
    const known = /^(Object|Array|String|Boolean|null)$/.test(kind);
    if (known || Number.isFinite(value)) return value;
    throw new TypeError(`a result crosses threads as JSON, which has no ${kind}`);
  }

  async function replyTo({ source, args }: { source: string; args: unknown[] }) {
    try {
      const value = await (0, eval)(`(${source})`)(...args);
      return { value: JSON.parse(JSON.stringify({ value }, plain)).value };
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(`thrown: ${thrown}`);
      const { name, stack = '' } = error;
      const hint = ' (a job sees its arguments and globals, not what stands around it)';
      const message = error.message + (error instanceof ReferenceError ? hint : '');
      return { error: { name, message, stack } };
    }
  }

  port.onmessage = async ({ data }) => {
    if (data === 'end') return close ? close() : port.close();
    answer(shared, await replyTo(data));
    port.postMessage('answered');
  };
}

/**
 * In Node: makes the threads, and answers for one that dies. Its owner may be asleep.
 */
function supervise(body: string): void {
  const { parentPort, Worker } = process.getBuiltinModule('node:worker_threads');
  parentPort!.on('message', ({ port, ...shared }) => {
    let message = 'the thread ended before its job did';
    const workerData = { port, shared };
    const thread = new Worker(body, { eval: true, workerData, transferList: [port] });
    thread.on('error', (error) => (message = `the thread died: ${error.message}`));
    thread.on('exit', () => {
      answer(shared, { error: { name: 'ThreadDiedError', message }, died: true });
    });
  });
}

const BODY = `${answer}\n${runJobs}\n`;
/**
 * A thread of Node prints through its owner, which may be asleep: these print at once.
 */
const NODE_BODY = `${BODY}
const { getBuiltinModule } = process;
const { writeSync } = getBuiltinModule('node:fs');
const { format } = getBuiltinModule('node:util');
console.log = (...values) => writeSync(1, format(...values) + '\\n');
console.error = (...values) => writeSync(2, format(...values) + '\\n');
const { shared, port } = getBuiltinModule('node:worker_threads').workerData;
runJobs(shared, port);`;
const WEB_BODY = `${BODY}
onmessage = ({ data }) => runJobs(data, globalThis);`;
let supervisor: import('node:worker_threads').Worker | undefined;

/** @returns The owner's end of the way to the thread. */
function start(shared: Shared): Port {
  const node = globalThis.process?.getBuiltinModule?.('node:worker_threads');
  if (!node) {
    const url = URL.createObjectURL(new Blob([WEB_BODY], { type: 'text/javascript' }));
    const worker = new Worker(url);
    worker.postMessage(shared);
    return worker;
  }
  if (!supervisor) {
    const source = `${answer}\n(${supervise})(${JSON.stringify(NODE_BODY)})`;
    supervisor = new node.Worker(source, { eval: true });
    supervisor.unref();
  }
  const { port1, port2 } = new MessageChannel();
  supervisor.postMessage({ ...shared, port: port2 }, [port2 as any]);
  return port1;
}
