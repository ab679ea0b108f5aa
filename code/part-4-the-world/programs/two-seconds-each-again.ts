import {
  FutureTimeoutError,
  sleep,
  TaskLoop,
  VirtualClock,
  timeout,
  within,
} from '../src/index.ts';

const loop = new TaskLoop({ clock: new VirtualClock() });

function* search() {
  for (const hotel of ['Seaview', 'Bellevue', 'Astoria']) {
    try {
      yield* within(timeout(2000), () => sleep(60_000));
    } catch (error) {
      if (!(error instanceof FutureTimeoutError)) throw error;
      console.log(`${loop.time()} ms: no answer from ${hotel}`);
    }
  }
}

function* evening() {
  try {
    yield* within(timeout(4000), search);
    console.log(`${loop.time()} ms: we’ve called them all`);
  } catch (error) {
    if (!(error instanceof FutureTimeoutError)) throw error;
    console.log(`${loop.time()} ms: enough of that`);
  }
}

loop.runUntilComplete(evening());
