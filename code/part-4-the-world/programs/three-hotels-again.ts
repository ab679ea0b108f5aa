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
      console.log(hotel, 'answers');
    } catch (error) {
      if (!(error instanceof FutureTimeoutError)) throw error;
      console.log(`${loop.time()} ms: no answer from ${hotel}`);
    }
  }
}

const task = loop.addTask(search());
loop.callLater(3000, () => task.cancel('we’re staying at home'));
loop.runForever({ untilIdle: true });
console.log('cancelled:', task.cancelled());
