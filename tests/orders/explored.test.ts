// What chapters say of all orders of a program is so. `npm run record` writes it anew.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { recorded, recordOf, whyNoClaim, type Recorded } from '../../src/orders/recorded.ts';
import { whyNot } from '../../src/orders/sentences.ts';
import { readText } from '../../src/plain-text.ts';
import { named } from '../book/components.ts';
import { paths } from '../paths.ts';
import { tried, type STAGES } from './tried.ts';

const explored = named('Program').flatMap(({ at, props: { of, orders } }) =>
  of !== undefined && orders !== undefined ? [{ at, of, orders }] : [],
);

test.each(explored)('$of: its orders come to what $at says', ({ of, orders }) => {
  const [stage, name] = of.split('/programs/') as [(typeof STAGES)[number], string];
  const { end } = tried(stage, name);
  if (end.type !== 'end') throw new Error(whyNot(end));
  expect(end.isComplete, `${of} has more orders than we try: make it smaller`).toBe(true);
  const file = recordOf(of);
  if (process.env.RECORD) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(recorded(end), null, 2)}\n`);
  }
  expect(recorded(end)).toEqual(JSON.parse(readText(file)));
  expect(whyNoClaim(end, orders === 'true' || orders)).toBeUndefined();
});

test('parts 3 and 4 have such programs, and none is recorded that no chapter has', () => {
  const stages = explored.map(({ of }) => of.split('/')[0]);
  expect(new Set(stages).size).toBe(2);
  expect(explored.length).toBeGreaterThanOrEqual(8);
  expect(paths('content/orders/*/*.json')).toEqual(explored.map(({ of }) => recordOf(of)).sort());
});

const SAME: Pick<Recorded, 'orders' | 'same'> = { orders: 6, same: 6 };
test.each([
  [SAME, true, undefined],
  [SAME, 'same', undefined],
  [SAME, 'differ', 'orders="differ" isn’t so: all of them come to the same'],
  [{ orders: 6, same: 4 }, 'differ', undefined],
  [{ orders: 6, same: 4 }, 'same', 'orders="same" isn’t so: 2 of 6 come to something else'],
  [SAME, '6', 'orders="6" is neither "same" nor "differ"'],
] as const)('%j, said to be %s', (end, claim, why) => expect(whyNoClaim(end, claim)).toBe(why));
