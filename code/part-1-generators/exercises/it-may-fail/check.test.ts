import { expect, test } from 'vitest';
import { run, type Asking, type Fetch } from './exercise.ts';

/** A server that answers when it is told to, and what it has been asked for. */
function server() {
  const asked: string[] = [];
  let reply: Parameters<Fetch>[1];
  const fetchPage: Fetch = (path, onPage) => {
    asked.push(path);
    reply = onPage;
  };
  return {
    asked,
    fetchPage,
    answers: (page: string) => reply(undefined, page),
    fails: (error: Error) => reply(error),
  };
}

/** Runs a generator and notes each call of `onEnd`. */
function drive<T>(asking: Asking<T>) {
  const ends: unknown[][] = [];
  const site = server();
  run(asking, site.fetchPage, (...end) => ends.push(end));
  return { ...site, ends };
}

function* two(): Asking<string> {
  return `${yield '/a'} and ${yield '/b'}`;
}
function* careful(): Asking<string> {
  try {
    return yield '/a';
  } catch (error) {
    return `${String(error)}, so ${yield '/b'}`;
  }
}
const noNetwork = new Error('no network');

test('the pages go in, and the result goes to onEnd, once', () => {
  const { asked, answers, ends } = drive(two());
  answers('one');
  expect(ends).toEqual([]);
  answers('the other');
  expect(asked).toEqual(['/a', '/b']);
  expect(ends).toEqual([[undefined, 'one and the other']]);
});

test('an error that the generator does not catch goes to onEnd', () => {
  const { asked, fails, ends } = drive(two());
  fails(noNetwork);
  expect(ends).toHaveLength(1);
  expect(ends[0]![0]).toBe(noNetwork);
  expect(asked).toEqual(['/a']);
});

test('an error that the generator catches does not end it', () => {
  const { answers, fails, ends } = drive(careful());
  fails(noNetwork);
  expect(ends).toEqual([]);
  answers('fine');
  expect(ends).toEqual([[undefined, 'Error: no network, so fine']]);
});

test('an error of the generator itself goes to onEnd', () => {
  const ownError = new Error('out of ideas');
  function* broken(): Asking<never> {
    yield '/a';
    throw ownError;
  }
  const { answers, ends } = drive(broken());
  answers('fine');
  expect(ends).toHaveLength(1);
  expect(ends[0]![0]).toBe(ownError);
});

test('a generator may end before it has asked, well or badly', () => {
  function* knows(): Asking<number> {
    return 42;
  }
  function* refuses(): Asking<number> {
    throw noNetwork;
  }
  expect(drive(knows()).ends).toEqual([[undefined, 42]]);
  expect(drive(refuses()).ends[0]![0]).toBe(noNetwork);
});

test('an empty page is a page', () => {
  const { answers, ends } = drive(two());
  answers('');
  answers('');
  expect(ends).toEqual([[undefined, ' and ']]);
});

test('onEnd is called once, even if it throws', () => {
  let calls = 0;
  const site = server();
  const use = () =>
    run(two(), site.fetchPage, () => {
      calls++;
      throw new Error('in onEnd');
    });
  use();
  site.answers('one');
  expect(() => site.answers('two')).toThrow('in onEnd');
  expect(calls).toBe(1);
});

test('clean-up runs when the page could not be had', () => {
  const seen: string[] = [];
  function* tidy(): Asking<void> {
    try {
      yield '/a';
    } finally {
      seen.push('tidied up');
    }
  }
  const { fails, ends } = drive(tidy());
  fails(noNetwork);
  expect(seen).toEqual(['tidied up']);
  expect(ends).toHaveLength(1);
});
