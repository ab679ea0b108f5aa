import { expect, test } from 'vitest';
import { getRunningLoop, transformFuture, type Coroutine } from '../../src/index.ts';
import { endOf, newLoop } from '../kit-host.ts';

const boom = new RangeError('boom');
/** Takes so many turns of its loop. */
function* pause(turns: number): Coroutine<string> {
  for (let turn = 0; turn < turns; turn++) yield;
  return `after ${turns} turns`;
}

/** A turn of the host's timers. */
const hostTurn = (): Promise<void> => new Promise((tell) => void setTimeout(tell));

test('run gives a promise of what becomes of the work', async () => {
  const loop = newLoop();
  const promise = loop.run(pause(5));
  expect(promise).toBeInstanceOf(Promise);
  expect(await endOf(promise)).toBe('after 5 turns');
  expect(await endOf(loop.run(Promise.resolve(5)))).toBe(5);
});

test('and it is rejected with what the work fails with', async () => {
  const loop = newLoop();
  function* fails(): Coroutine<void> {
    yield;
    throw boom;
  }
  expect(await endOf(loop.run(fails()))).toEqual(['rejected', boom]);
});

test('a task waits for a promise of the host, and an async function for a future', async () => {
  const loop = newLoop();
  const seen: string[] = [];
  const future = loop.createFuture<string>();
  const waits = (async () => void seen.push(await future))();
  function* work(): Coroutine<void> {
    const fromHost = hostTurn().then(() => 'from the host');
    seen.push(yield* transformFuture(fromHost, getRunningLoop()));
    future.setResult('from the loop');
  }
  await endOf(Promise.all([loop.run(work()), waits]));
  expect(seen).toEqual(['from the host', 'from the loop']);
});

test('while a task is busy, the host still gets its turns', async () => {
  const loop = newLoop();
  let isClicked = false;
  setTimeout(() => (isClicked = true));
  function* busy(): Coroutine<string> {
    for (let turns = 0; turns < 100_000; turns++) {
      if (isClicked) return 'heard a click';
      yield;
    }
    return 'heard nothing';
  }
  expect(await endOf(loop.run(busy()))).toBe('heard a click');
});

test('one turn of the host is a whole turn of the loop, and no more', async () => {
  const loop = newLoop();
  const seen: string[] = [];
  loop.callSoon(() => {
    seen.push('one');
    void Promise.resolve().then(() => seen.push('a promise'));
    loop.callSoon(() => void seen.push('the next turn'));
  });
  loop.callSoon(() => void seen.push('two'));
  await endOf(loop.run(pause(5)));
  expect(seen).toEqual(['one', 'two', 'a promise', 'the next turn']);
});

test('a closed loop takes no turn any more, and no work', async () => {
  const loop = newLoop();
  const seen: string[] = [];
  loop.setExceptionHandler(() => {});
  loop.callSoon(() => void seen.push('soon'));
  loop.close();
  expect(() => loop.callSoon(() => {})).toThrow('closed');
  for (let n = 0; n < 3; n++) await hostTurn();
  expect(seen).toEqual([]);
});

test('an error in a callback is told, and the next turn comes', async () => {
  const loop = newLoop();
  const told: unknown[] = [];
  loop.setExceptionHandler((_, { exception }) => void told.push(exception));
  loop.callSoon(() => {
    throw boom;
  });
  await endOf(loop.run(pause(5)));
  expect(told).toEqual([boom]);
});

test('two of them share a thread, turn by turn', async () => {
  const loops = [newLoop(), newLoop()];
  const seen = new Set<unknown>();
  const note = function* (): Coroutine<void> {
    for (let n = 0; n < 3; n++) {
      yield;
      seen.add(getRunningLoop());
    }
  };
  await endOf(Promise.all(loops.map((loop) => loop.run(note()))));
  expect(seen).toEqual(new Set(loops));
});

test('for each turn the host is asked once, and while nothing is ready it is not asked', async () => {
  const { postMessage } = MessagePort.prototype;
  let asked = 0;
  MessagePort.prototype.postMessage = function (this: MessagePort, ...given: any[]) {
    asked++;
    return Reflect.apply(postMessage, this, given);
  };
  try {
    const loop = newLoop();
    for (let n = 0; n < 100; n++) loop.callSoon(() => {});
    loop.addTask(
      (function* () {
        yield* loop.createFuture<void>();
      })(),
    );
    loop.setExceptionHandler(() => {}); // which is told of that task in the end
    for (let n = 0; n < 20; n++) await hostTurn();
  } finally {
    MessagePort.prototype.postMessage = postMessage;
  }
  expect(asked).toBeLessThan(10);
});
