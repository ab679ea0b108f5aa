import {
  FutureTimeoutError,
  getRunningLoop,
  run,
  sleep,
  timeout,
  VirtualClock,
  within,
  type Timeout,
} from '../src/index.ts';

const patience = 1000; // try 500 to 3500 by 100, in ms

function* listen(limit: Timeout) {
  for (const pause of [900, 700, 800, 3000]) {
    yield* sleep(pause);
    const now = getRunningLoop().time();
    console.log(`${now} ms: your call is important to us`);
    limit.reschedule(now + patience);
  }
}

function* main() {
  try {
    yield* within(timeout(patience), listen);
  } catch (error) {
    if (!(error instanceof FutureTimeoutError)) throw error;
    console.log(`${getRunningLoop().time()} ms: not a word, so we hang up`);
  }
}

run(main(), { clock: new VirtualClock() });
