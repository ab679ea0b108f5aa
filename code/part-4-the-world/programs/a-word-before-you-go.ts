import {
  FutureTimeoutError,
  sleep,
  TaskLoop,
  timeout,
  VirtualClock,
  within,
} from '../src/index.ts';

const loop = new TaskLoop({ clock: new VirtualClock() });

function* askForReceipt() {
  try {
    yield* within(timeout(500), () => sleep(60_000)); // the desk doesn’t answer
    console.log('has a receipt');
  } catch (error) {
    if (!(error instanceof FutureTimeoutError)) throw error;
    console.log('has no receipt');
  }
}

function* guest() {
  try {
    yield* sleep(60_000);
  } finally {
    yield* askForReceipt();
    console.log('gives back the key');
  }
}

const task = loop.addTask(guest());
loop.callLater(3000, () => task.cancel('the taxi is here'));
loop.runForever({ untilIdle: true });
console.log(`${loop.time()} ms, cancelled: ${task.cancelled()}`);
