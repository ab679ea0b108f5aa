import { Event, gather, getRunningLoop, run, Semaphore } from '../src/index.ts';
import { sleep, VirtualClock, within } from '../src/index.ts';

const places = 2; // try 1 to 4
const tills = new Semaphore(places);
const open = new Event();

function* customer(name: string) {
  yield* open.wait();
  yield* within(tills, function* () {
    yield* sleep(20);
    console.log(getRunningLoop().time(), name);
  });
}

function* main() {
  const customers = gather(['Ann', 'Ben', 'Cleo', 'Dan'].map(customer));
  yield* sleep(100);
  open.set();
  yield* customers;
}

run(main(), { clock: new VirtualClock() });
