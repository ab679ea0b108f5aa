import {
  getCurrentTask,
  getRunningLoop,
  run,
  sleep,
  VirtualClock,
} from '../src/index.ts';

function say(what: string): void {
  const seconds = getRunningLoop().time() / 1000;
  console.log(`${seconds} s, ${getCurrentTask().getName()}: ${what}`);
}

function* waitOn(seconds: number) {
  yield* sleep(seconds * 1000);
  say('the soup is hot');
}

function* restaurant() {
  getCurrentTask().setName('the cook');
  const loop = getRunningLoop();
  loop.addTask(waitOn(2), { name: 'table 2' });
  const unnamed = loop.addTask(waitOn(1));
  say('the soup is on');
  yield* unnamed;
  yield* sleep(5_000);
}

run(restaurant(), { clock: new VirtualClock() });
