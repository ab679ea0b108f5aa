import { expect, test } from 'vitest';
import { ThreadedExecutor } from '../src/index.ts';
import { failureOf } from './failure-of.ts';

// Whatever goes to another thread and comes back is copied: what can't be is refused, in words.

test('a closure is refused, and the error explains why', () => {
  const executor = new ThreadedExecutor();
  const outside = 42;
  const error = failureOf(executor, () => outside);
  expect(error).toBeInstanceOf(ReferenceError);
  expect(error.message).toMatch(/outside is not defined|find variable: outside/);
  expect(error.message).toContain('not what stands around it');
});

test('functions without a text that could travel are refused', () => {
  const executor = new ThreadedExecutor();
  const object = { method: () => 1, short() {}, async later() {} };
  const refused = [object.short, object.later, Math.max, object.method.bind(object)];
  for (const fn of refused) {
    expect(() => executor.submit(fn as () => void)).toThrow(TypeError);
    expect(() => executor.submit(fn as () => void)).toThrow(
      'a job travels as text: write it as "function" or "=>"; ' +
        'a method, a bound or a built-in function has no text that could travel',
    );
  }
  expect(executor.submit(object.method).result()).toBe(1); // its text is an arrow
});

test('generator functions, and what is no function, are refused', () => {
  const executor = new ThreadedExecutor();
  for (const fn of [function* () {}, async function* () {}, 5, undefined, 'text']) {
    expect(() => executor.submit(fn as () => void)).toThrow(TypeError);
    expect(() => executor.submit(fn as () => void)).toThrow('a job is a function');
  }
});

test('arguments are copied', () => {
  const executor = new ThreadedExecutor();
  const list = [1];
  const add = (copy: number[]): number => copy.push(2);
  expect([executor.submit(add, list).result(), list]).toEqual([2, [1]]);
  const size = (map: Map<string, Date>): number => map.get('a')!.getTime();
  expect(executor.submit(size, new Map([['a', new Date(5)]])).result()).toBe(5);
});

test('an argument that cannot be copied is refused', () => {
  const executor = new ThreadedExecutor();
  const call = (fn: () => number): number => fn();
  const submit = (): unknown => executor.submit(call, () => 1);
  expect(submit).toThrow(TypeError);
  expect(submit).toThrow('arguments are copied, and one of these cannot be');
});

test('plain data comes back as it was', () => {
  const executor = new ThreadedExecutor();
  const data = executor.submit(() => ({
    list: [1, -2.5, 'text', true, null, []],
    inner: { '': 'é😀\u2028"\\' },
  }));
  expect(data.result()).toEqual({
    list: [1, -2.5, 'text', true, null, []],
    inner: { '': 'é😀\u2028"\\' },
  });
  expect(executor.submit(() => undefined).result()).toBe(undefined);
  expect(executor.submit(() => null).result()).toBe(null);
});

test.each<[string, () => unknown]>([
  ['this Date', () => new Date(0)],
  ['this Map', () => ({ inside: [new Map()] })],
  ['this Point', () => new (class Point {})()],
  ['this Uint8Array', () => new Uint8Array(2)],
  ['this RegExp', () => /x/],
  ['this Error', () => new Error('returned, and not thrown')],
  ['this Function', () => [() => 1]],
  ['this Array', () => [1, , 3]],
  ['this Array', () => /b/.exec('abc')],
  ['this object without a prototype', () => Object.create(null)],
  ['this Object', () => ({ toJSON: () => 1 })],
  ['this Object', () => ({ gone: undefined })],
  ['undefined', () => [undefined]],
  ['bigint', () => 10n],
  ['symbol', () => Symbol.iterator],
  ['NaN', () => NaN],
  ['Infinity', () => ({ deep: { inside: [1 / 0] } })],
  ['-0', () => -0],
])('a result that JSON would bend is refused: %s', (kind, job) => {
  const error = failureOf(new ThreadedExecutor(), job as () => number);
  expect(error).toBeInstanceOf(TypeError);
  expect(error.message).toBe(
    `a result crosses threads as JSON, which can't carry ${kind}`,
  );
});

test('a result that turns in a circle, or that will not be read, is refused in words', () => {
  const executor = new ThreadedExecutor();
  const circle = failureOf(executor, () => {
    const round: { me?: unknown } = {};
    round.me = round;
    return round as object;
  });
  expect(circle.message).toMatch(/circular|cyclic/); // browsers have their own words
  const trap = failureOf(executor, () => ({
    get secret(): number {
      throw new RangeError('not for you');
    },
  }));
  expect([trap.name, trap.message]).toEqual(['RangeError', 'not for you']);
});

test.each<[string, () => never, string, string]>([
  [
    'a symbol',
    () => {
      throw Symbol('x');
    },
    'Error',
    'thrown: Symbol(x)',
  ],
  [
    'nothing',
    () => {
      throw undefined;
    },
    'Error',
    'thrown: undefined',
  ],
  [
    'an object without text',
    () => {
      throw Object.create(null);
    },
    'Error',
    'thrown: [object Object]',
  ],
  [
    'an error that is called toString',
    () => {
      throw Object.assign(new Error('odd'), { name: 'toString' });
    },
    'toString',
    'odd',
  ],
  [
    'an error that is called __proto__',
    () => {
      throw Object.assign(new Error('odd'), { name: '__proto__' });
    },
    '__proto__',
    'odd',
  ],
  [
    'an error that is called constructor',
    () => {
      throw Object.assign(new Error('odd'), { name: 'constructor' });
    },
    'constructor',
    'odd',
  ],
  [
    'an error whose message throws',
    () => {
      throw Object.defineProperty(new Error(), 'message', {
        get() {
          throw 1;
        },
      });
    },
    'Error',
    '',
  ],
])(
  'whatever a job throws is told, and the next one runs: %s',
  (_, job, name, message) => {
    const executor = new ThreadedExecutor({ maxThreads: 1 });
    const error = failureOf(executor, job);
    expect([error.name, error.message]).toEqual([name, message]);
    expect(executor.submit(() => 'next').result()).toBe('next');
  },
);

test.each<[string, () => never, object]>([
  [
    'errors that are no list',
    () => {
      throw Object.assign(new Error('bad input'), { errors: { a: 'required' } });
    },
    { message: 'bad input', errors: { a: 'required' } },
  ],
  [
    'a code that JSON cannot carry',
    () => {
      throw Object.assign(new Error('bad'), { code: 5n });
    },
    { message: 'bad', code: '[object BigInt]' },
  ],
  [
    'a cause that is a Map',
    () => {
      throw new Error('bad', { cause: new Map() });
    },
    { message: 'bad', cause: '[object Map]' },
  ],
  [
    'a cause that is the error itself',
    () => {
      const error = new Error('round');
      error.cause = error;
      throw error;
    },
    { message: 'round', cause: { message: 'round' } },
  ],
  [
    'what Node adds',
    () => {
      throw Object.assign(new Error('ENOENT'), {
        errno: -2,
        path: '/x',
        code: 'ENOENT',
      });
    },
    { message: 'ENOENT', errno: -2, path: '/x', code: 'ENOENT' },
  ],
  [
    'an object',
    () => {
      throw { code: 5, message: 'hey' };
    },
    { message: 'thrown: {"code":5,"message":"hey"}' },
  ],
])('what an error says comes along, field by field: %s', (_, job, expected) => {
  expect(failureOf(new ThreadedExecutor(), job)).toMatchObject(expected);
});

test('arguments are as they were when the job was submitted', () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const busy = executor.submit(() => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  });
  const list: unknown[] = [1];
  const length = executor.submit((list: unknown[]) => list.length, list);
  list.push(() => 0);
  busy.result();
  expect(length.result()).toBe(1);
});

test('a result may be big', () => {
  const executor = new ThreadedExecutor();
  const text = executor.submit((n: number) => 'é'.repeat(n), 1_500_000).result();
  expect(text === 'é'.repeat(1_500_000)).toBe(true); // 3 MB
  expect(executor.submit(() => 'small').result()).toBe('small');
});
