import {
  getRunningLoop,
  run,
  sleep,
  VirtualClock,
  type Coroutine,
} from '../src/index.ts';

function* printer(): Coroutine<void> {
  throw new Error('no paper');
}

function* till(): Coroutine<void> {
  try {
    yield* sleep(60_000);
  } catch {
    throw new Error('the key is bent');
  }
}

function* shop(): Coroutine<void> {
  const loop = getRunningLoop();
  loop.setExceptionHandler((_, { message }) => console.log('told:', message));
  loop.addTask(printer(), { name: 'the printer' });
  loop.addTask(till(), { name: 'the till' });
  yield* sleep(10_000);
  throw new Error('no light');
}

try {
  run(shop(), { clock: new VirtualClock() });
} catch (error) {
  console.log('thrown:', (error as Error).message);
}
