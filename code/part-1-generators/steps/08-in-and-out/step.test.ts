import { expect, expectTypeOf, test } from 'vitest';
import { ContextManager, contextManager, withContext } from '../../src/index.ts';

/** Makes managers that write down what happens to them. */
function files(seen: unknown[]) {
  return contextManager(function* (name: string) {
    seen.push(`open ${name}`);
    yield name.length;
    seen.push(`close ${name}`);
  });
}

test('the body runs between the two parts of the generator', () => {
  const seen: unknown[] = [];
  withContext(files(seen)('notes'), (value) => void seen.push(value));
  expect(seen).toEqual(['open notes', 5, 'close notes']);
});

test('withContext returns what the body returned', () => {
  const open = files([]);
  expect(withContext(open('notes'), (value) => value * 2)).toBe(10);
  expect(withContext(open('notes'), () => undefined)).toBeUndefined();
});

test('nothing runs before the manager is entered', () => {
  const seen: unknown[] = [];
  const manager = files(seen)('notes');
  expect(manager).toBeInstanceOf(ContextManager);
  expect(seen).toEqual([]);
  expect(manager.enter()).toBe(5);
  expect(seen).toEqual(['open notes']);
  manager.exit();
  expect(seen).toEqual(['open notes', 'close notes']);
});

test('each call makes a manager of its own, and one can be inside of another', () => {
  const seen: unknown[] = [];
  const open = files(seen);
  withContext(open('a'), () => withContext(open('b'), () => {}));
  expect(seen).toEqual(['open a', 'open b', 'close b', 'close a']);
});

test('leaving twice is no mistake', () => {
  const seen: unknown[] = [];
  const manager = files(seen)('notes');
  manager.enter();
  for (let i = 0; i < 2; i++) manager.exit();
  expect(seen).toEqual(['open notes', 'close notes']);
});

test('an error on the way in comes out, and the body is not called', () => {
  const seen: string[] = [];
  const fail = contextManager(function* (): Generator<number> {
    throw new Error('no such file');
  });
  expect(() => withContext(fail(), () => seen.push('body'))).toThrow('no such file');
  expect(seen).toEqual([]);
});

test('an error on the way out comes out, too', () => {
  const fail = contextManager(function* () {
    yield;
    throw new Error('the disk is full');
  });
  expect(() => withContext(fail(), () => 1)).toThrow('the disk is full');
});

test('the types are those of the generator function', () => {
  const open = files([]);
  expectTypeOf(open).toEqualTypeOf<(name: string) => ContextManager<number>>();
  withContext(open('a'), (value) => expectTypeOf(value).toEqualTypeOf<number>());
  expect(open).toBeTypeOf('function');
});
