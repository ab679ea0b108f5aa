import {
  asCompleted,
  getRunningLoop,
  run,
  sleep,
  VirtualClock,
  wait,
} from '../src/index.ts';

const patience = 4000; // try 2000 to 6000 by 2000, in ms

const offers = () => [
  sleep(3000, 'Seaview: 90'),
  sleep(1000, 'Bellevue: 120'),
  sleep(5000, 'Astoria: 70'),
];

function* main() {
  for (const offer of asCompleted(offers())) console.log(yield* offer);

  const loop = getRunningLoop();
  const tasks = offers().map((offer) => loop.addTask(offer));
  const { done, pending } = yield* wait(tasks, { timeoutMs: patience });
  console.log(`${done.size} of them in time, ${pending.size} still at it`);
}

run(main(), { clock: new VirtualClock() });
