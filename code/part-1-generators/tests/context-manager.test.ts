import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  ContextManager,
  ContextManagerError,
  contextManager,
  withContext,
} from '../src/index.ts';

/** A manager that notes what happens to it, and the notes. */
function openFile() {
  const seen: unknown[] = [];
  const open = contextManager(function* (name: string) {
    seen.push(`open ${name}`);
    try {
      yield name.length;
    } catch (error) {
      seen.push(error);
      throw error;
    } finally {
      seen.push(`close ${name}`);
    }
  });
  return { seen, open };
}

const ignoreErrors = contextManager(function* () {
  try {
    yield;
  } catch {}
});

const thrownBy = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return { error };
  }
  return 'nothing was thrown';
};

describe('contextManager', () => {
  test('passes the arguments on, and runs nothing before enter', () => {
    const { seen, open } = openFile();
    const manager = open('notes');
    expect(manager).toBeInstanceOf(ContextManager);
    expect(seen).toEqual([]);
    expect(manager.enter()).toBe(5);
    expect(seen).toEqual(['open notes']);
  });

  test('each call makes a manager of its own', () => {
    const { seen, open } = openFile();
    withContext(open('a'), () => withContext(open('b'), () => {}));
    expect(seen).toEqual(['open a', 'open b', 'close b', 'close a']);
  });

  test('keeps the types of the arguments and of what is yielded', () => {
    const { open } = openFile();
    expectTypeOf(open).toEqualTypeOf<(name: string) => ContextManager<number>>();
    const length = withContext(open('a'), (value) => {
      expectTypeOf(value).toEqualTypeOf<number>();
      return String(value);
    });
    expectTypeOf(length).toEqualTypeOf<string | undefined>();
  });
});

describe('withContext', () => {
  test('enters, calls the body, leaves, and returns what the body returned', () => {
    const { seen, open } = openFile();
    const result = withContext(open('notes'), (value) => {
      seen.push('body');
      return value * 2;
    });
    expect(result).toBe(10);
    expect(seen).toEqual(['open notes', 'body', 'close notes']);
  });

  test("the body's error is seen at the yield, and comes out", () => {
    const { seen, open } = openFile();
    const error = new Error('disk full');
    const outcome = thrownBy(() =>
      withContext(open('notes'), () => {
        throw error;
      }),
    );
    expect(outcome).toEqual({ error });
    expect(seen).toEqual(['open notes', error, 'close notes']);
  });

  test('an error that the generator swallows is suppressed', () => {
    const result = withContext(ignoreErrors(), (): number => {
      throw new Error('disk full');
    });
    expect(result).toBeUndefined();
  });

  test.each([undefined, null, 0, '', false])('%o can be thrown too', (error) => {
    const { seen, open } = openFile();
    const body = (): never => {
      throw error;
    };
    expect(thrownBy(() => withContext(open('a'), body))).toEqual({ error });
    expect(seen).toEqual(['open a', error, 'close a']);
    expect(withContext(ignoreErrors(), body)).toBeUndefined();
  });

  test("the generator's own error replaces the body's", () => {
    const error = new Error('instead');
    const translate = contextManager(function* () {
      try {
        yield;
      } catch {
        throw error;
      }
    });
    const outcome = thrownBy(() =>
      withContext(translate(), () => {
        throw new Error('disk full');
      }),
    );
    expect(outcome).toEqual({ error });
  });

  test('an error on leaving comes out although the body ended well', () => {
    const fail = contextManager(function* () {
      yield;
      throw new Error('cannot close');
    });
    expect(() => withContext(fail(), () => 1)).toThrow('cannot close');
  });

  test('an error on entering comes out, and the body is not called', () => {
    let called = false;
    const fail = contextManager(function* (): Generator<number> {
      throw new Error('no such file');
    });
    expect(() => withContext(fail(), () => (called = true))).toThrow('no such file');
    expect(called).toBe(false);
  });

  test('a generator that never yields is refused, and the body is not called', () => {
    let called = false;
    const empty = contextManager(function* (): Generator<number> {});
    const use = () => withContext(empty(), () => (called = true));
    expect(use).toThrow(ContextManagerError);
    expect(use).toThrow('must yield once: it ended without a yield');
    expect(called).toBe(false);
  });

  test('a generator that yields again is refused, and closed', () => {
    let closed = false;
    const twice = contextManager(function* () {
      try {
        yield 1;
        yield 2;
      } finally {
        closed = true;
      }
    });
    const use = () => withContext(twice(), () => {});
    expect(use).toThrow(ContextManagerError);
    expect(use).toThrow('must yield once: it yielded again on exit');
    expect(closed).toBe(true);
  });

  test('one that yields again after an error is refused, closed, and tells it', () => {
    let closed = false;
    const retry = contextManager(function* () {
      try {
        while (true) {
          try {
            yield;
          } catch {}
        }
      } finally {
        closed = true;
      }
    });
    const cause = new Error('disk full');
    const outcome = thrownBy(() =>
      withContext(retry(), () => {
        throw cause;
      }),
    );
    expect(outcome).toMatchObject({
      error: { name: 'ContextManagerError', message: /again/, cause },
    });
    expect(closed).toBe(true);
  });
});

describe('ContextManager', () => {
  test('exit returns true only if an error was suppressed', () => {
    const error = new Error('disk full');
    const { open } = openFile();
    const [reader, writer, ignorer, idler] = [
      open('a'),
      open('b'),
      ignoreErrors(),
      ignoreErrors(),
    ];
    for (const manager of [reader, writer, ignorer, idler]) manager.enter();
    expect(reader.exit()).toBe(false);
    expect(writer.exit(error)).toBe(false);
    expect(ignorer.exit(error)).toBe(true);
    expect(idler.exit()).toBe(false);
  });

  test('leaving twice closes once', () => {
    const { seen, open } = openFile();
    const manager = open('a');
    manager.enter();
    manager.exit();
    expect(manager.exit()).toBe(false);
    expect(manager.exit(new Error('late'))).toBe(false);
    expect(seen).toEqual(['open a', 'close a']);
  });

  test('can be entered once', () => {
    const { seen, open } = openFile();
    const manager = open('a');
    withContext(manager, () => {});
    expect(() => manager.enter()).toThrow(ContextManagerError);
    expect(() => manager.enter()).toThrow('make a new one for each use');
    expect(seen).toEqual(['open a', 'close a']);
  });

  test('cannot be left before it was entered', () => {
    const { seen, open } = openFile();
    const manager = open('a');
    expect(() => manager.exit()).toThrow(ContextManagerError);
    expect(() => manager.exit()).toThrow('exit was called before enter');
    expect(seen).toEqual([]);
  });
});
