import { bell, poll, waitUntil } from './bell.ts';
import type { Reply } from './crossing.ts';

/** What two threads share: a mailbox for the reply, and whom to wake. */
interface Shared {
  /**
   * Two flags (is there a reply? is the thread gone?), the reply's length in bytes, and
   * from byte 12 on the reply.
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
  readonly #flags = new Int32Array(this.#memory, 0, 3);
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
    const bytes = new Uint8Array(this.#memory, 12, this.#flags[2]).slice();
    Atomics.store(this.#flags, 0, 0);
    this.#busy = false;
    this.#port.unref?.();
    return JSON.parse(new TextDecoder().decode(bytes)) as Reply;
  }

  /** True once the thread is gone: it will take no other job. */
  isGone(): boolean {
    return Atomics.load(this.#flags, 1) === 1;
  }

  /** Lets the thread end, after what it is doing. */
  end(): void {
    this.#port.postMessage('end');
  }
}

// The three functions below run in other threads. They travel there as text, so they can
// use nothing from this file but each other.

function answer({ memory, bell }: Shared, reply: Reply): void {
  const flags = new Int32Array(memory, 0, 3);
  if (flags[1] === 1) return; // a thread that is gone has given its last answer
  const bytes = new TextEncoder().encode(JSON.stringify(reply));
  if (memory.byteLength < 12 + bytes.length) memory.grow(12 + bytes.length);
  new Uint8Array(memory, 12).set(bytes);
  if ('died' in reply) flags[1] = 1;
  flags[2] = bytes.length;
  Atomics.store(flags, 0, 1);
  Atomics.add(bell, 0, 1);
  Atomics.notify(bell, 0);
}

function runJobs(shared: Shared, port: MessagePort): void {
  const close = globalThis.close?.bind(globalThis); // only Workers of the web have it
  const died = { name: 'ThreadDiedError', message: 'the thread closed itself' };
  globalThis.close = () => {
    answer(shared, { error: died, died: true });
    if (close) close();
    else process.exit();
  };

  /** JSON drops or bends what it does not know. That is refused instead. */
  function checkSame(value: any, copy: any): void {
    if (Object.is(value, copy)) return;
    const keys = Object.keys(Object(value));
    const isSameKind =
      Object(value) === value &&
      typeof value === typeof copy &&
      Object.getPrototypeOf(value) === Object.getPrototypeOf(Object(copy)) &&
      keys.length === Object.keys(copy).length;
    if (isSameKind) return keys.forEach((key) => checkSame(value[key], copy[key]));
    const kind =
      Object(value) === value
        ? `this ${value.constructor?.name ?? 'object without a prototype'}`
        : typeof value;
    const what = typeof value === 'number' ? (value === 0 ? '-0' : value) : kind;
    throw new TypeError(`a result crosses threads as JSON, which can't carry ${what}`);
  }

  /** A copy, or a description of what has none. */
  function copyOf(value: unknown, depth: number): unknown {
    if (value instanceof Error && depth < 10) return reportOf(value, depth + 1);
    if (Array.isArray(value)) return value.map((item) => copyOf(item, depth));
    try {
      const copy = JSON.parse(JSON.stringify(value));
      checkSame(value, copy);
      return copy;
    } catch {
      return Object.prototype.toString.call(value);
    }
  }

  /** Whatever was thrown is told of: somebody waits for it. One field that fails costs no other. */
  function reportOf(thrown: any, depth = 0): unknown {
    const read = (field: () => unknown): any => {
      try {
        return field();
      } catch {
        return undefined;
      }
    };
    if (!(thrown instanceof Error)) {
      const copy = Object(thrown) === thrown ? copyOf(thrown, depth) : thrown;
      const what = Object(copy) === copy ? JSON.stringify(copy) : String(copy);
      return { name: 'Error', message: `thrown: ${what}` };
    }
    const isOutOfReach = thrown instanceof ReferenceError;
    const hint = ' (a job sees its arguments and globals, not what stands around it)';
    const names = ['cause', 'errors', ...Object.keys(thrown)].filter(
      (name) => name in thrown && !/^(name|message|stack)$/.test(name),
    );
    return {
      name: read(() => `${thrown.name}`) ?? 'Error',
      message: `${read(() => `${thrown.message}`) ?? ''}${isOutOfReach ? hint : ''}`,
      stack: read(() => `${thrown.stack}`) ?? '',
      more: Object.fromEntries(
        names.map((name) => [name, read(() => copyOf((thrown as any)[name], depth))]),
      ),
    };
  }

  async function replyTo({ source, args }: { source: string; args: unknown[] }) {
    try {
      const value = await (0, eval)(`'use strict'; (${source})`)(...args);
      const reply = JSON.parse(
        JSON.stringify({ value }, (_, part) =>
          typeof part === 'bigint' ? null : part,
        ),
      );
      checkSame(value, reply.value);
      return reply;
    } catch (thrown) {
      return { error: reportOf(thrown) };
    }
  }

  port.onmessage = async ({ data }) => {
    if (data === 'end') return close ? close() : port.close();
    const reply = await replyTo(data);
    try {
      answer(shared, reply);
    } catch {
      const message = 'a result of more than 256 MB does not cross threads';
      answer(shared, { error: { name: 'RangeError', message } });
    }
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
      const flags = new Int32Array(shared.memory, 0, 2);
      const error = { name: 'ThreadDiedError', message };
      if (flags[0] === 0) answer(shared, { error, died: true });
      else flags[1] = 1; // its answer is on its way
    });
  });
}

/** In a function: what is global, jobs would see. */
const asBody = (more: string): string =>
  `(() => {\n${answer}\n${runJobs}\n${more}\n})();`;
/**
 * A thread of Node prints through its owner, which may be asleep: these print at once.
 */
const NODE_BODY = asBody(`
const { getBuiltinModule } = process;
const { writeSync } = getBuiltinModule('node:fs');
const { format } = getBuiltinModule('node:util');
function print(stream, values) {
  let bytes = Buffer.from(format(...values) + '\\n');
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(stream, bytes));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error; // a full pipe: who reads it is slow
    }
  }
}
console.log = console.info = console.debug = (...values) => print(1, values);
console.error = console.warn = (...values) => print(2, values);
const { shared, port } = getBuiltinModule('node:worker_threads').workerData;
runJobs(shared, port);`);
const WEB_BODY = asBody('onmessage = ({ data }) => runJobs(data, globalThis);');
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
