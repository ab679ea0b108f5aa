import { FirstLock as Lock } from '../src/drafts/first-lock.ts';
import { sleep, TaskLoop, VirtualClock, within } from '../src/index.ts';

let seats = 2;
const till = new Lock();
const loop = new TaskLoop({ clock: new VirtualClock() });

function* book(name: string) {
  yield* sleep(20); // the bank says yes
  seats--;
  console.log(`${name}: booked, ${seats} left`);
}

function* ann() {
  yield* within(till, () => book('Ann'));
  ben.cancel(); // he has a cold
}

loop.addTask(ann());
const ben = loop.addTask(within(till, () => book('Ben')));
const cleo = loop.addTask(within(till, () => book('Cleo')));

loop.runForever({ untilIdle: true });
console.log('Ben called it off:', ben.cancelled());
console.log('Cleo has been served:', cleo.done());
