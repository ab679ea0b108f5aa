import { atMost } from '../src/drafts/at-most-with-a-note.ts';
import { FutureTimeoutError, sleep, TaskLoop, VirtualClock } from '../src/index.ts';

const loop = new TaskLoop({ clock: new VirtualClock() });

function* search() {
  for (const hotel of ['Seaview', 'Bellevue', 'Astoria']) {
    try {
      yield* atMost(2000, sleep(60_000));
    } catch (error) {
      if (!(error instanceof FutureTimeoutError)) throw error;
      console.log(`${loop.time()} ms: no answer from ${hotel}`);
    }
  }
}

function* evening() {
  try {
    yield* atMost(4000, search());
    console.log(`${loop.time()} ms: we’ve called them all`);
  } catch (error) {
    if (!(error instanceof FutureTimeoutError)) throw error;
    console.log(`${loop.time()} ms: enough of that`);
  }
}

loop.runUntilComplete(evening());
