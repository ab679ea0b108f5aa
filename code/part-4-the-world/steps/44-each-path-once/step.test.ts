import { expect, test } from 'vitest';
import { everyPath, type Choose } from '../../src/orders/every-path.ts';
import { outcome } from '../kit.ts';

/** All attempts, if they come to an end. */
function allOf<R>(attempt: (choose: Choose) => R, most = 10_000): R[] {
  const found: R[] = [];
  for (const result of everyPath(attempt)) {
    if (found.push(result) > most) throw new Error('the run of attempts does not end');
  }
  return found;
}

test('every path is gone, once', () => {
  const paths = allOf((choose) => {
    const first = choose(['a', 'b', 'c']);
    return first === 'b' ? first : first + choose([1, 2]);
  });
  expect([...paths].sort()).toEqual(['a1', 'a2', 'b', 'c1', 'c2']);
});

test('without a choice there is one', () => {
  expect(allOf(() => 'only')).toEqual(['only']);
  expect(allOf((choose) => choose(['only']))).toEqual(['only']);
});

test('those that choose otherwise less often come first', () => {
  const paths = allOf((choose) =>
    [1, 2, 3].map(() => choose([0, 1, 2])).filter((choice) => choice > 0),
  );
  const counts = paths.map(({ length }) => length);
  expect([counts[0], counts.length]).toEqual([0, 27]);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
});

test('the choices of each are made anew, from the beginning', () => {
  const begun: number[] = [];
  const found = allOf((choose) => {
    begun.push(begun.length);
    return [choose(['a', 'b']), choose(['c', 'd'])].join('');
  });
  expect([found.join(' '), begun.length]).toEqual(['ac bc ad bd', 4]);
});

test('an attempt that goes another way by itself is refused', () => {
  let times = 0;
  expect(
    outcome(() => allOf((choose) => choose(times++ === 0 ? [1, 2, 3] : [1]))),
    'where an option is gone',
  ).toBe('threw Error');
  times = 0;
  expect(
    outcome(() =>
      allOf((choose) => (times++ === 0 ? [choose([1, 2]), choose([1, 2])] : [])),
    ),
    'where a choice is gone',
  ).toBe('threw Error');
});

test('it yields each result as soon as it has it', () => {
  let attempts = 0;
  const paths = everyPath((choose) => {
    attempts++;
    return choose([1, 2, 3]);
  });
  expect([paths.next().value, attempts]).toEqual([1, 1]);
});
