// Stands in for other threads. A job runs here and at once, on its copies and without what is around it,
// and its reply is one more that may be next, from then on.
import { atBegin } from './anew.ts';
import { choose, knownOf } from './asked.ts';

/** Why a program with threads can't be tried. */
export type Refused = 'thread' | 'memory';

/** Of the library's: what crosses of a result, and of an error. */
export interface Crossing {
  checkSame(value: unknown, copy: unknown): void;
  reportOf(thrown: unknown): unknown;
}

interface Reply {
  readonly text: string;
  hasCome: boolean;
  /** How many others went first while it could have come. */
  passed: number;
  asked: number;
}

let refused: Refused | undefined;
let isUsed = false;
let poll = (): void => {};
/** The replies of jobs that have begun, and haven't come yet. */
const awaited = new Set<Reply>();
atBegin(() => awaited.clear());

export const whyRefused = (): Refused | undefined => refused;
/** Whether any job ran. */
export const hasJobs = (): boolean => isUsed;
/** @param library Asks all executors for what their threads have finished. */
export const pollsBy = (library: () => void): void => void (poll = library);

function refuse(why: Refused): never {
  refused ??= why;
  throw new Error(`not tried: ${why}`);
}

/** So many others may go before a reply that could have come: a task may ask for it in a circle. */
const PATIENCE = 100;
/** So often it's asked for in vain, where a loop of the reader's own spins. */
const QUESTIONS = 1_000;

/** What may be next, where `ready` are ready: as a rule a thread takes longer than what is to be done. */
export function withReplies(ready: readonly object[]): readonly object[] {
  if (awaited.size === 0) return ready;
  const late = [...awaited].filter((reply) => reply.passed++ >= PATIENCE);
  return [...late, ...ready, ...[...awaited].filter((reply) => !late.includes(reply))];
}

export const isReply = (who: object): who is Reply => awaited.has(who as Reply);

/** The executor that waits for it takes it in, and gives its thread more to do. */
export function come(reply: Reply): void {
  reply.hasCome = true;
  awaited.delete(reply);
  poll();
}

/**
 * Where nothing is ready one of them comes, unless the clock goes on first.
 * @returns Whether one did.
 */
export function replyComes(mayTimePass: boolean): boolean {
  if (awaited.size === 0) return false;
  const time = {};
  const options = [...awaited, ...(mayTimePass ? [time] : [])];
  if (mayTimePass) knownOf(time).name = 'the clock';
  const next = options[choose(options)]!;
  if (next === time) return false;
  come(next as Reply);
  return true;
}

export class AskedThread {
  readonly #crossing: Crossing;
  #reply: Reply | undefined;

  constructor(crossing: Crossing) {
    this.#crossing = crossing;
  }

  run(source: string, args: unknown[]): void {
    isUsed = true;
    if (args.some((arg) => hasShared(arg))) refuse('memory');
    this.#reply = {
      text: replyTo(source, args, this.#crossing),
      hasCome: false,
      passed: 0,
      asked: 0,
    };
    awaited.add(this.#reply);
    const known = knownOf(this.#reply);
    known.name = `the reply of ${nameOfJob(source)}`;
    known.isOfFunction = true;
  }

  take(): unknown {
    if (!this.#reply) return undefined;
    if (++this.#reply.asked >= QUESTIONS) awaited.delete(this.#reply);
    else if (!this.#reply.hasCome) return undefined;
    const { text } = this.#reply;
    this.#reply = undefined;
    return JSON.parse(text);
  }

  isGone(): boolean {
    return false;
  }
  end(): void {}
}

const nameOfJob = (source: string): string => /^function\s+([\w$]+)/.exec(source)?.[1] ?? 'a job';

function hasShared(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || depth > 20) return false;
  const isMemory = (what: object): boolean => String(what) === '[object SharedArrayBuffer]';
  if (isMemory(value)) return true;
  if (ArrayBuffer.isView(value)) return isMemory(value.buffer);
  const inner = value instanceof Map ? [...value].flat() : value instanceof Set ? [...value] : [];
  return [...inner, ...Object.values(value)].some((each) => hasShared(each, depth + 1));
}

/** By job and arguments, as JSON has them: it may be hard work, and each order has it. */
const known = new Map<string, string>();

function replyTo(source: string, args: unknown[], crossing: Crossing): string {
  const copy: unknown = JSON.parse(JSON.stringify(args));
  let key: string | undefined;
  try {
    crossing.checkSame(args, copy);
    key = JSON.stringify([source, args]);
  } catch {
    // it's run again each time
  }
  const before = key !== undefined && known.get(key);
  if (before) return before;
  const text = JSON.stringify(run(source, args, crossing));
  if (key !== undefined) known.set(key, text);
  return text;
}

function run(source: string, args: unknown[], { checkSame, reportOf }: Crossing): unknown {
  try {
    const names = [...OUT_OF_REACH, 'Atomics', '$$o'];
    // eslint-disable-next-line no-new-func -- as the library's threads do
    const job = new Function(...names, `'use strict'; return (${source});`)(
      ...OUT_OF_REACH.map(() => outOfReach),
      atomics,
      says,
    ) as (...args: unknown[]) => unknown;
    const value = job(...args);
    if (value instanceof Promise) refuse('thread');
    const reply = JSON.parse(JSON.stringify({ value }, (_, part: unknown) => (typeof part === 'bigint' ? null : part))) as { value?: unknown }; // prettier-ignore
    checkSame(value, reply.value);
    return reply;
  } catch (thrown) {
    if (refused) throw thrown;
    return { error: reportOf(thrown) };
  }
}

/** Of a thread's own: we have but one. What is kept there the next job would see. */
const OUT_OF_REACH = [
  'globalThis',
  'self',
  'console',
  'process',
  'require',
  'close',
  'postMessage',
  'onmessage',
  'addEventListener',
  'importScripts',
  'name',
  'fetch',
  'Worker',
  'MessageChannel',
  'BroadcastChannel',
  'setTimeout',
  'setInterval',
  'queueMicrotask',
];

const outOfReach: unknown = new Proxy(function () {}, {
  // the mark of a run that's watched
  get: (_, name) => (name === '$$t' ? undefined : refuse('thread')),
  set: () => refuse('thread'),
  apply: () => refuse('thread'),
  construct: () => refuse('thread'),
});

/** Memory isn't shared, so what sleeps on it sleeps for as long as it said. That takes no time here. */
const atomics: unknown = new Proxy(Atomics, {
  get: (own, name) =>
    name === 'wait'
      ? (array: Int32Array, at: number, value: number, ms = Infinity) => {
          if (Atomics.load(array, at) !== value) return 'not-equal';
          return ms < Infinity ? 'timed-out' : refuse('thread');
        }
      : (Reflect.get(own, name) as unknown),
});

/** What the text of a job says of its steps, no search wants to know. */
const says: unknown = new Proxy(
  {},
  {
    get: (_, name) =>
      /^(own|into|made|task)$/.test(String(name)) ? <T>(what: T) => what : () => false,
  },
);
