// What happens to connections: a reader that is fed, and a writer, which has such a reader; and what knows the
// sockets of a loop by numbers, and removes those that are closed. How many bytes come in at once is chance, so
// they're recorded as one sum before anything else is.
import type { Id, Place } from '../catalogue/shapes.ts';
import { isGenerator } from './generators.ts';
import { isPlainFunction, ownValue, type Any, type Method } from './host.ts';
import { Patch } from './patch.ts';
import type { Context } from './recorder.ts';
import type { Registry } from './registry.ts';

/** One end of a connection. */
interface End {
  id: Id;
  /** Of the server that it wants. */
  port?: number;
  other?: End;
  isOpen: boolean;
  hasHeardEnd: boolean;
  isClosing: boolean;
  isShut: boolean;
  /** How many bytes have come in that weren't read. */
  unread: number;
  /** The event of the last bytes that were written there. */
  wrote?: number | undefined;
}
interface Listening {
  port?: number;
}
/** What is to be recorded before anything else is. */
interface Sum {
  type: 'wrote' | 'came';
  end: End;
  bytes: number;
  calls: number;
  at: Place | undefined;
  cause: number | undefined;
  /** What follows is due to it. */
  context: Context;
}

const lengthOf = (text: string): number => new Utf8().encode(text).length;
// the reader's code may put others in their place
const Utf8 = TextEncoder;

export class SocketPatch extends Patch {
  readonly #ends = new WeakMap<object, End>();
  readonly #byNumber = new Map<unknown, End | Listening>();
  /** Of which the other end may come up. */
  readonly #calling = new Set<End>();
  readonly #sums: Sum[] = [];
  /** A reader that has just been made, and is about to be a connection's. */
  #fresh: object | undefined;
  /** The server that is told something. */
  #told: Listening | undefined;

  constructor(...parts: ConstructorParameters<typeof Patch>) {
    super(...parts);
    this.recorder.beforeRecord.push(() => {
      for (const sum of this.#sums.splice(0)) this.#recordSum(sum);
    });
  }

  /** Something is being made, of any class. */
  making(thing: object, args: IArguments): void {
    const given: unknown = args[0];
    if (Object(given) !== given) return;
    const flow: unknown = ownValue(given as object, 'flow');
    if (this.#isA(thing, 'feedData') && Object(flow) === flow) {
      this.#fresh = thing;
      for (const [call, type] of [
        ['pause', 'pauses'],
        ['resume', 'resumes'],
      ] as const)
        this.methods.around(flow, call, (real) => {
          const end = this.#endOf(thing);
          if (end) this.recorder.record({ type, id: end.id });
          return real();
        });
    }
    if (!this.#isA(thing, 'drain')) return;
    const end = this.#endOf(ownValue(given as object, 'reader'));
    if (!end) return;
    this.#ends.set(thing, end);
    this.#open(end);
  }
  #isA(thing: object, method: string): boolean {
    return typeof Object.getPrototypeOf(thing)?.[method] === 'function';
  }

  patchReader(prototype: Any): void {
    this.methods.around(prototype, 'feedData', (real, self, [bytes]) => {
      const end = this.#endOf(self);
      if (!end) return real(bytes);
      this.#open(end);
      end.unread += bytes.length;
      const sum = this.#add('came', end, bytes.length);
      return this.recorder.during(sum.context, () => real(bytes));
    });
    this.methods.around(prototype, 'feedEof', (real, self) => {
      const end = this.#endOf(self);
      if (end && !end.hasHeardEnd) {
        end.hasHeardEnd = true;
        this.recorder.record({ type: 'heard', id: end.id });
      }
      return real();
    });
    this.methods.around(prototype, 'setException', (real, self, [error]) => {
      const end = this.#endOf(self);
      if (end)
        this.recorder.record({ type: 'lost', id: end.id, code: codeOf(error, this.registry) });
      return real(error);
    });
    for (const call of ['read', 'readExactly', 'readUntil', 'readLine'])
      this.methods.around(prototype, call, (real, self, args) => {
        const result: unknown = real(...args);
        const end = this.#ends.get(self);
        if (!end || !isGenerator(result) || this.generators.now?.reads === self) return result;
        const course = this.generators.courseOf(result);
        course.reads = self;
        course.over = (ended) => {
          const bytes = Math.min(end.unread, takenBy(ended, call === 'readLine'));
          end.unread -= bytes;
          if (bytes > 0) this.recorder.record({ type: 'read', id: end.id, bytes });
        };
        return result;
      });
  }

  patchWriter(prototype: Any): void {
    this.methods.around(prototype, 'write', (real, self, [data]) => {
      const end = this.#endOf(self);
      if (!end) return real(data);
      this.methods.orRefused(end.id, 'write', () => real(data));
      const bytes = typeof data === 'string' ? lengthOf(data) : data.length;
      if (bytes > 0) this.#add('wrote', end, bytes);
    });
    this.methods.around(prototype, 'drain', (real, self) => {
      const result: unknown = real();
      const end = this.#endOf(self);
      if (!end || !isGenerator(result)) return result;
      const course = this.generators.courseOf(result);
      let waits = false;
      course.waits = () => {
        if (waits) return;
        waits = true;
        const task = this.callbacks.taskNow;
        this.recorder.record({ type: 'drains', id: end.id, ...(task !== undefined && { task }) });
      };
      course.over = () => {
        if (waits) this.recorder.record({ type: 'drained', id: end.id });
      };
      return result;
    });
    this.methods.around(prototype, 'writeEof', (real, self) => {
      const end = this.#endOf(self);
      if (end && !end.isClosing) this.recorder.record({ type: 'halved', id: end.id });
      return real();
    });
    for (const how of ['close', 'abort'])
      this.methods.around(prototype, how, (real, self) => {
        const end = this.#endOf(self);
        if (end && !end.isClosing) {
          end.isClosing = true;
          this.recorder.record({ type: 'closes', id: end.id, how });
        }
        return real();
      });
  }

  patchSelector(prototype: Any): void {
    this.methods.around(prototype, 'add', (real, _self, [endpoint, ...given]) => {
      const reader = this.#fresh;
      this.#fresh = undefined;
      if (!reader) return this.#listen(real, endpoint, given);
      const number: unknown = real(endpoint, ...given);
      const end: End = {
        id: this.registry.newId(),
        isOpen: given.length > 0 && given[0] !== undefined,
        hasHeardEnd: false,
        isClosing: false,
        isShut: false,
        unread: 0,
      };
      this.#ends.set(reader, end);
      this.#byNumber.set(number, end);
      if (end.isOpen) this.#accept(end);
      else {
        this.#calling.add(end);
        const task = this.callbacks.taskNow;
        this.recorder.record({ type: 'dials', id: end.id, ...(task !== undefined && { task }) });
      }
      return number;
    });
    this.methods.around(prototype, 'order', (real, _self, args) => {
      const its = this.#byNumber.get(args[1]);
      const port: unknown = Object(args[2]) === args[2] ? ownValue(args[2], 'port') : undefined;
      // a server that wants any port has one that isn't known here
      if (its && typeof port === 'number' && port > 0) its.port = port;
      return real(...args);
    });
    this.methods.around(prototype, 'remove', (real, _self, [number]) => {
      const end = this.#byNumber.get(number);
      this.#byNumber.delete(number);
      if (end && 'id' in end) {
        this.recorder.record({ type: 'shut', id: end.id });
        end.isShut = true;
        this.#calling.delete(end);
      }
      return real(number);
    });
  }

  /** A server is added, whose connections come up while it's told something. */
  #listen(real: Method, endpoint: unknown, given: Any[]): unknown {
    if (!isPlainFunction(endpoint)) return real(endpoint, ...given);
    const server: Listening = {};
    const number: unknown = real(
      (...news: Any[]) => {
        const outer = this.#told;
        this.#told = server;
        try {
          return endpoint(...news);
        } finally {
          this.#told = outer;
        }
      },
      ...given,
    );
    this.#byNumber.set(number, server);
    return number;
  }

  /** Connections are accepted in the order in which they were asked for. */
  #accept(end: End): void {
    const server = this.#told ?? {};
    const ports = new Set(
      [...this.#byNumber.values()].flatMap((it) => ('id' in it ? [] : it.port)),
    );
    const other = [...this.#calling].find(({ port }) =>
      server.port === undefined ? !ports.has(port) : port === server.port,
    );
    if (other) {
      server.port ??= other.port!;
      this.#calling.delete(other);
      end.other = other;
      other.other = end;
    }
    this.recorder.record({ type: 'accepts', id: end.id, ...(other && { other: other.id }) });
  }

  #open(end: End): void {
    if (end.isOpen) return;
    end.isOpen = true;
    this.recorder.record({ type: 'opened', id: end.id });
  }

  /** The end that a reader or a writer is of, until that's closed. */
  #endOf(part: unknown): End | undefined {
    const end = this.#ends.get(part as object);
    return end?.isShut === false && !this.recorder.isFull ? end : undefined;
  }

  #add(type: Sum['type'], end: End, bytes: number): Sum {
    const last = this.#sums.find((sum) => sum.type === type && sum.end === end);
    if (last) {
      last.bytes += bytes;
      last.calls++;
      return last;
    }
    const cause = (type === 'came' ? end.other?.wrote : undefined) ?? this.recorder.context?.n;
    const at = this.recorder.placeNow();
    const sum: Sum = { type, end, bytes, calls: 1, at, cause, context: { n: undefined } };
    this.#sums.push(sum);
    return sum;
  }
  #recordSum({ type, end, bytes, calls, at, cause, context }: Sum): void {
    const { id } = end;
    context.n =
      type === 'came'
        ? this.recorder.record({ type, id, bytes }, { at, cause })
        : this.recorder.record({ type, id, bytes, ...(calls > 1 && { calls }) }, { at, cause });
    if (type === 'wrote') end.wrote = context.n;
  }
}

/** How many bytes a read took: an end that came too soon has taken those that there were. */
function takenBy(ended: { value: unknown } | { error: unknown }, isLine: boolean): number {
  if ('value' in ended) return ended.value instanceof Uint8Array ? ended.value.length : 0;
  const { error } = ended;
  if (!(error instanceof Error)) return 0;
  const partial = ownValue(error, 'partial');
  if (partial instanceof Uint8Array) return partial.length;
  const dropped = isLine ? ownValue(error, 'consumed') : undefined;
  return typeof dropped === 'number' ? dropped + 1 : 0; // a line that was too long, and its newline
}

function codeOf(error: unknown, registry: Registry): string {
  const code = Object(error) === error ? ownValue(error as object, 'code') : undefined;
  return typeof code === 'string' ? code : registry.preview(error);
}
