import { Strip } from '../props/strip.ts';

/** Takes the first one out, as an array's `shift` does. */
function shift(strip: Strip<number>, length: number): void {
  for (let slot = 1; slot < length; slot++) strip.write(slot - 1, strip.read(slot)!);
  strip.write(length - 1, undefined);
}

for (const waiting of [10, 100, 1000]) {
  const strip = new Strip<number>();
  for (let slot = 0; slot < waiting; slot++) strip.write(slot, slot);
  for (let left = waiting; left > 0; left--) shift(strip, left);
  console.log(waiting, 'numbers:', strip.uses, 'uses of a slot');
}
