import { firstRun } from '../src/drafts/first-run.ts';
import { getRunningLoop, sleep, VirtualClock, type Coroutine } from '../src/index.ts';

function* count(): Coroutine<void> {
  console.log('the till is open');
  try {
    yield* sleep(60_000);
    console.log('the money is counted');
  } finally {
    yield* sleep(5_000); // an old lock
    console.log('the till is locked');
  }
}

function* shop(): Coroutine<string> {
  getRunningLoop().addTask(count());
  yield* sleep(10_000);
  console.log('the light is off');
  return 'home';
}

const clock = new VirtualClock();
console.log(firstRun(shop(), { clock }), 'after', clock.now() / 1000, 's');
