// What goes into a ring comes out of it, whatever the records and whoever's turn it is.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Outbox } from '../../code/part-4-the-world/src/net/outbox.ts';
import { Ring } from '../../code/part-4-the-world/src/net/ring.ts';

interface Item {
  what: number;
  whom: number;
  bytes: Uint8Array;
}

const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const item = (maxLength: number): fc.Arbitrary<Item> =>
  fc.record({ what: word, whom: word, bytes: fc.uint8Array({ maxLength }) });
/** A record to put in, or nothing: then all that is there is taken out. */
const steps = (maxLength: number): fc.Arbitrary<(Item | undefined)[]> =>
  fc.array(fc.option(item(maxLength), { nil: undefined, freq: 3 }), { maxLength: 60 });

const capacity = fc.constantFrom(32, 64, 128, 256);
/** Where the counts begin: anywhere, or where they are about to go round. */
const start = fc
  .oneof(
    word,
    fc.integer({ min: -200, max: 200 }),
    fc.integer({ min: 2 ** 31 - 200, max: 2 ** 31 }),
  )
  .map((count) => (count | 0) & ~3);

/** The two ends of one ring. */
function ends(capacity: number, start: number): [Ring, Ring] {
  const memory = Ring.memory(capacity);
  new Int32Array(memory, 0, 2).fill(start);
  return [new Ring(memory), new Ring(memory)];
}

const sizeOf = ({ bytes }: Item): number => 12 + Math.ceil(bytes.length / 4) * 4;

test('a ring is a queue of records with so much room', () => {
  fc.assert(
    fc.property(capacity, start, steps(300), (capacity, start, steps) => {
      const [near, far] = ends(capacity, start);
      let model: Item[] = [];
      let isWanted = false;
      for (const step of [...steps, undefined]) {
        if (step) {
          const used = model.reduce((sum, one) => sum + sizeOf(one), 0);
          const fits = used + sizeOf(step) <= capacity;
          expect(near.put(step.what, step.whom, step.bytes)).toBe(fits);
          if (fits) model.push(step);
          else isWanted = true;
          continue;
        }
        const taken: Item[] = [];
        const hasMadeRoom = far.takeAll((what, whom, bytes) => taken.push({ what, whom, bytes }));
        expect(taken).toEqual(model);
        expect(hasMadeRoom).toBe(isWanted);
        [model, isWanted] = [[], false];
      }
    }),
  );
});

test('what an outbox was given arrives whole and in order, and what waited is told of', () => {
  fc.assert(
    fc.property(capacity, start, steps(700), (capacity, start, steps) => {
      const [near, far] = ends(capacity, start);
      const outbox = new Outbox(near);
      const given: Item[] = [];
      const arrived: Item[] = [];
      const hadToWait = new Set<number>();
      const gone: number[] = [];
      const take = (): void => {
        far.takeAll((what, whom, bytes) => arrived.push({ what, whom, bytes }));
        outbox.catchUp();
      };
      for (const step of steps) {
        if (!step) {
          take();
          continue;
        }
        const number = given.push({ ...step, bytes: step.bytes.slice() }) - 1;
        outbox.put(step.what, step.whom, step.bytes, () => gone.push(number));
        if (outbox.isFull) hadToWait.add(number);
        step.bytes.fill(0); // its owner goes on with it
      }
      while (outbox.isFull) take();
      take();
      expect(gone).toEqual([...hadToWait]);
      let at = 0; // what was cut comes out in pieces
      for (const { what, whom, bytes } of given) {
        const pieces: Uint8Array[] = [];
        let left = bytes.length;
        do {
          const piece = arrived[at++]!;
          expect([piece.what, piece.whom]).toEqual([what, whom]);
          expect(piece.bytes.length).toBeLessThanOrEqual(capacity / 8);
          pieces.push(piece.bytes);
          left -= piece.bytes.length;
        } while (left > 0);
        expect(pieces.flatMap((piece) => [...piece])).toEqual([...bytes]);
      }
      expect(at).toBe(arrived.length);
    }),
  );
});
