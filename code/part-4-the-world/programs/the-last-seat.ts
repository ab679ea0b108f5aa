import { gather, run, sleep, VirtualClock } from '../src/index.ts';

let seats = 1;

function* book(name: string) {
  if (seats === 0) return console.log(`${name}: sold out`);
  yield* sleep(20); // the bank says yes
  seats--;
  console.log(`${name}: booked, ${seats} left`);
}

function* main() {
  yield* gather([book('Ann'), book('Ben')]);
}

run(main(), { clock: new VirtualClock() });
