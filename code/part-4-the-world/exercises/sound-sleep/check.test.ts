import { expect, test } from 'vitest';
import { TaskLoop, VirtualClock, type Coroutine } from '../../src/index.ts';
import { soundSleep } from './exercise.ts';

function bedroom() {
  const loop = new TaskLoop({ clock: new VirtualClock() });
  const told: string[] = [];
  loop.setExceptionHandler((_, { message }) => void told.push(message));
  const night = (): unknown[] => {
    loop.runForever({ untilIdle: true });
    return [loop.time(), told];
  };
  return { loop, night };
}

test('it sleeps as long as it should', () => {
  const { loop, night } = bedroom();
  const woken: number[] = [];
  function* sleeper(ms: number): Coroutine<void> {
    yield* soundSleep(ms);
    woken.push(loop.time());
  }
  for (const ms of [30, 10, 20]) loop.addTask(sleeper(ms));
  expect(night()).toEqual([30, []]);
  expect(woken).toEqual([10, 20, 30]);
});

test('the loop does not wait for the alarm of a sleeper who was cancelled', () => {
  const { loop, night } = bedroom();
  const sleeper = loop.addTask(soundSleep(1000));
  loop.callLater(10, () => sleeper.cancel());
  expect(night()).toEqual([10, []]);
  expect(sleeper.cancelled(), 'the sleeper is cancelled').toBe(true);
});

test('a sleeper may be cancelled at the moment at which the alarm goes off', () => {
  const { loop, night } = bedroom();
  let sleeper: { cancel(): void } | undefined;
  loop.callAt(10, () => sleeper!.cancel()); // the alarm's turn, but before it
  sleeper = loop.addTask(soundSleep(10));
  expect(night()).toEqual([10, []]);
});

test('a sleeper hears why, and may sleep again', () => {
  const { loop, night } = bedroom();
  let heard: unknown;
  function* light(): Coroutine<void> {
    try {
      yield* soundSleep(1000);
    } catch (error) {
      heard = (error as Error).message;
      yield* soundSleep(5);
    }
  }
  const sleeper = loop.addTask(light());
  loop.callLater(10, () => sleeper.cancel('a noise'));
  expect(night()).toEqual([15, []]);
  expect([heard, sleeper.cancelled()]).toEqual(['a noise', false]);
});
