import { getRunningLoop, Queue, run, sleep, VirtualClock } from '../src/index.ts';

const shelf = new Queue<string>();

function* ann() {
  console.log('Ann waits');
  console.log('Ann takes', yield* shelf.get());
}

function* ben() {
  console.log('Ben takes', yield* shelf.get());
}

function* main() {
  const first = getRunningLoop().addTask(ann());
  yield* sleep(10);
  shelf.putNowait('a roll');
  yield* ben();
  shelf.putNowait('a bun');
  yield* first;
}

run(main(), { clock: new VirtualClock() });
