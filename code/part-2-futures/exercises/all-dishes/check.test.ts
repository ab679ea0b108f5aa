import { expect, test, vi } from 'vitest';
import { Future, FutureCancelledError } from '../../src/index.ts';
import { all } from './exercise.ts';

const three = (): [Future<string>, Future<string>, Future<string>] => [
  new Future(),
  new Future(),
  new Future(),
];

const thrownBy = (future: Future<unknown>): unknown => {
  try {
    future.result();
  } catch (error) {
    return error;
  }
  return 'nothing was thrown';
};

/** What the library printed about callbacks that threw. */
function reports(action: () => void): unknown[] {
  const spy = vi.spyOn(console, 'error').mockImplementation(() => {});
  try {
    action();
    return spy.mock.calls;
  } finally {
    spy.mockRestore();
  }
}

test('the results are in the order of the futures, whichever is done first', () => {
  const [soup, fish, cake] = three();
  const every = all([soup, fish, cake]);
  cake.setResult('cake');
  soup.setResult('soup');
  expect(every.done()).toBe(false);
  fish.setResult('fish');
  expect(every.result()).toEqual(['soup', 'fish', 'cake']);
});

test('some or all of them may be done already', () => {
  const [soup, fish] = three();
  soup.setResult('soup');
  const every = all([soup, fish]);
  expect(every.done()).toBe(false);
  fish.setResult('fish');
  expect(every.result()).toEqual(['soup', 'fish']);
  expect(all([soup, fish]).result()).toEqual(['soup', 'fish']);
});

test('none at all are done at once', () => {
  expect(all([]).result()).toEqual([]);
});

test('it fails as soon as one of them fails, with its error', () => {
  const [soup, fish, cake] = three();
  const every = all([soup, fish, cake]);
  const burnt = new Error('burnt');
  const printed = reports(() => fish.setException(burnt));
  expect(every.done()).toBe(true);
  expect(thrownBy(every)).toBe(burnt);
  expect(printed).toEqual([]);
});

test('what comes after a failure changes nothing, and complains about nothing', () => {
  const [soup, fish, cake] = three();
  const every = all([soup, fish, cake]);
  const burnt = new Error('burnt');
  const printed = reports(() => {
    fish.setException(burnt);
    soup.setResult('soup');
    cake.setException(new Error('fallen in'));
  });
  expect(thrownBy(every)).toBe(burnt);
  expect(printed).toEqual([]);
});

test('it is cancelled as soon as one of them is', () => {
  const [soup, fish, cake] = three();
  const every = all([soup, fish, cake]);
  const printed = reports(() => {
    fish.cancel();
    soup.setResult('soup');
    cake.setResult('cake');
  });
  expect(every.cancelled()).toBe(true);
  expect(thrownBy(every)).toBeInstanceOf(FutureCancelledError);
  expect(printed).toEqual([]);
});

test('if it is cancelled itself, the futures are left alone', () => {
  const [soup, fish] = three();
  const every = all([soup, fish]);
  const printed = reports(() => {
    expect(every.cancel()).toBe(true);
    expect([soup.done(), fish.done()]).toEqual([false, false]);
    soup.setResult('soup');
    fish.setResult('fish');
  });
  expect(every.cancelled()).toBe(true);
  expect(printed).toEqual([]);
});

test('an error may be undefined, and so may a result', () => {
  const [soup, fish] = [new Future<undefined>(), new Future<undefined>()];
  const failed = all([soup, fish]);
  soup.setException(undefined);
  expect(failed.done()).toBe(true);
  expect(thrownBy(failed)).toBeUndefined();
  const [cake, tea] = [new Future<undefined>(), new Future<undefined>()];
  const good = all([cake, tea]);
  tea.setResult(undefined);
  expect(good.done()).toBe(false);
  cake.setResult(undefined);
  expect(good.result()).toEqual([undefined, undefined]);
});
