// What the compiler doesn't see of the catalogue.
import { expect, test } from 'vitest';
import { KINDS } from '../../src/timeline/catalogue/catalogue.ts';
import { GROUPS } from '../../src/timeline/catalogue/kind.ts';

test('no kind of event stands there twice', () => {
  const types = KINDS.map(({ type }) => type);
  expect(types).toEqual([...new Set(types)]);
});

test('each group that can be chosen has events', () => {
  expect(new Set(KINDS.flatMap(({ groups }) => [...groups]))).toEqual(new Set(GROUPS));
});

test('which fields hold things is known of each', () => {
  const fieldsOf = (type: string): object => {
    const { about, others } = KINDS.find((kind) => kind.type === type)!;
    return { about, others };
  };
  expect(fieldsOf('made')).toEqual({ about: ['id'], others: ['drives'] });
  expect(fieldsOf('scheduled')).toEqual({ about: ['entry'], others: ['loop'] });
  expect(fieldsOf('waits')).toEqual({ about: ['id', 'task', 'generator'], others: ['into'] });
  expect(fieldsOf('spins')).toEqual({ about: [], others: [] });
});
