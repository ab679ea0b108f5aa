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

function* listen(limit: Timeout) {
  for (const pause of [900, 700, 800, 3000]) {
    yield* sleep(pause);
    const now = getRunningLoop().time();
    console.log(`${now} ms: your call is important to us`);
    limit.reschedule(now + 1000);
  }
}

function* main() {
  try {
    yield* within(timeout(1000), listen);
  } catch (error) {
    if (!(error instanceof FutureTimeoutError)) throw error;
    console.log(`${getRunningLoop().time()} ms: they’ve hung up`);
  }
}

run(main(), { clock: new VirtualClock() });
