// What is global in Node and otherwise, or not at all, in a browser's worker: where it is, what it
// says of itself, and the little that browsers lack.
import { lackingAll } from '../node-face/needs-node.ts';

const { InternalError: endOfStack } = self as { InternalError?: ErrorConstructor };

/** In the order in which Node's global object has them. */
const ENUMERABLE =
  'clearImmediate setImmediate clearInterval clearTimeout setInterval setTimeout queueMicrotask structuredClone atob btoa performance fetch crypto navigator';

/** Call it once everything else is in place. */
export function likenGlobals(): void {
  const values: Record<string, unknown> = { navigator: ownNavigator() };
  for (const name of ENUMERABLE.split(' ')) {
    const value = values[name] ?? (self as any)[name];
    Reflect.deleteProperty(self, name);
    Object.defineProperty(self, name, {
      ...(/^(performance|crypto|navigator)$/.test(name)
        ? accessorOf(name, value)
        : { value, writable: true }),
      configurable: true,
      enumerable: true,
    });
  }
  // the web's own are there for who asks for them by name
  for (const name of ['onmessage', 'postMessage', 'Worker', 'self', 'close']) {
    const its = Object.getOwnPropertyDescriptor(self, name);
    if (its?.configurable) Object.defineProperty(self, name, { ...its, enumerable: false });
  }
  Object.defineProperty(self, Symbol.toStringTag, { value: 'global', configurable: true });

  likenEndOfStack();

  const locale = Intl.Locale.prototype as unknown as Record<string, () => unknown>;
  for (const name of 'calendars collations hourCycles numberingSystems textInfo timeZones weekInfo'.split(
    ' ',
  )) {
    const method = locale[`get${name[0]!.toUpperCase()}${name.slice(1)}`];
    if (method && !(name in locale))
      Object.defineProperty(locale, name, { get: method, configurable: true });
  }
  if (!('from' in ReadableStream))
    Object.defineProperty(ReadableStream, 'from', {
      value: from,
      configurable: true,
      writable: true,
      enumerable: true,
    });
}

/** Firefox has an error of its own for a recursion without end, where others have a RangeError. */
function likenEndOfStack(): void {
  const { prototype } = endOfStack ?? {};
  if (!prototype) return;
  Object.setPrototypeOf(prototype, RangeError.prototype);
  Reflect.deleteProperty(prototype, 'name');
  Object.defineProperty(prototype, 'constructor', { value: RangeError, enumerable: false });
}

/** As Node has them: they can be replaced, unless they have no setter. */
function accessorOf(name: string, value: unknown): PropertyDescriptor {
  const accessor = Object.getOwnPropertyDescriptor(
    {
      get [name]() {
        return value;
      },
      set [name](its: unknown) {
        value = its;
      },
    },
    name,
  )!;
  if (name !== 'performance') delete accessor.set;
  return accessor;
}

function ownNavigator(): object {
  const { hardwareConcurrency, language } = navigator;
  const languages = Object.freeze([language]);
  const locks = lackingAll('navigator.locks', 'query request');
  class Navigator {
    get hardwareConcurrency() {
      return hardwareConcurrency;
    }
    get locks() {
      return locks;
    }
    get language() {
      return language;
    }
    get languages() {
      return languages;
    }
    get userAgent() {
      return 'Node.js/24';
    }
    get platform() {
      return 'linux';
    }
  }
  for (const name of Object.getOwnPropertyNames(Navigator.prototype))
    if (name !== 'constructor')
      Object.defineProperty(Navigator.prototype, name, { enumerable: true });
  Object.defineProperty(self, 'Navigator', {
    value: Navigator,
    configurable: true,
    writable: true,
  });
  return new Navigator();
}

const Stream = ReadableStream;

/** `ReadableStream.from` */
const { from } = {
  from(iterable: any): ReadableStream {
    const make = iterable[Symbol.asyncIterator] ?? iterable[Symbol.iterator];
    if (typeof make !== 'function')
      throw Object.assign(new TypeError(`${textOf(iterable)} must be iterable`), {
        code: 'ERR_ARG_NOT_ITERABLE',
      });
    const iterator: AsyncIterator<unknown> = Reflect.apply(make, iterable, []);
    return new Stream(
      {
        async pull(controller) {
          const { done, value } = await iterator.next();
          if (done) controller.close();
          else controller.enqueue(await value);
        },
        async cancel(reason) {
          await iterator.return?.(reason);
        },
      },
      { highWaterMark: 0 },
    );
  },
};
const textOf = (value: unknown): string =>
  typeof value === 'object' && Object.keys(value!).length === 0 ? '{}' : String(value);
