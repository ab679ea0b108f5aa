import { FirstLock } from '../src/drafts/first-lock.ts';
import { gather, run, sleep, VirtualClock, within } from '../src/index.ts';

let seats = 1;
const till = new FirstLock();

function* book(name: string) {
  if (seats === 0) return console.log(`${name}: sold out`);
  yield* sleep(20); // the bank says yes
  seats--;
  console.log(`${name}: booked, ${seats} left`);
}

function* main() {
  const queue = ['Ann', 'Ben'].map((name) => within(till, () => book(name)));
  yield* gather(queue);
}

run(main(), { clock: new VirtualClock() });
