import { expect, test } from 'vitest';
import { sleep, timeout, within } from '../../src/index.ts';
import { bell, ring, sources } from '../../src/threads/bell.ts';
import { outcomeOf } from '../kit-time.ts';
import { endOf, newLoop } from '../kit-host.ts';

/** A turn of the host's timers. */
const hostTurn = (): Promise<void> => new Promise((tell) => void setTimeout(tell));

test('timers are called in their order, and a cancelled one is not', async () => {
  const loop = newLoop();
  const seen: string[] = [];
  const now = loop.time();
  loop.callAt(now + 4, () => void seen.push('second'));
  loop.callAt(now + 2, () => void seen.push('first'));
  loop.callAt(now + 2, () => void seen.push('never')).cancel();
  loop.callAt(now - 1, () => void seen.push('at once'));
  await endOf(loop.run(sleep(8)));
  expect(seen).toEqual(['at once', 'first', 'second']);
});

test('a timer that is set while the loop rests goes off', async () => {
  const loop = newLoop();
  await endOf(loop.run(sleep(1)));
  await hostTurn();
  const rings = new Promise((tell) => {
    loop.callLater(2, () => void tell('rings'));
  });
  expect(await endOf(rings)).toBe('rings');
});

test('a limit holds', async () => {
  const loop = newLoop();
  const work = outcomeOf(within(timeout(5), () => sleep(1_000_000)));
  expect(await endOf(loop.run(work))).toBe('threw FutureTimeoutError');
});

test('the bell is heard', async () => {
  const loop = newLoop();
  const news = loop.createFuture<string>();
  let isThere = false;
  const source = {
    loop,
    poll(): void {
      if (!isThere) return;
      sources.delete(source);
      news.setResult('heard');
    },
  };
  sources.add(source);
  const promise = loop.run(news);
  for (let n = 0; n < 3; n++) await hostTurn();
  isThere = true;
  ring(bell);
  const end = await endOf(promise);
  sources.delete(source);
  expect(end).toBe('heard');
});

test('the host is asked once for each turn, and not at all while nothing is due', async () => {
  const { postMessage } = MessagePort.prototype;
  let asked = 0;
  MessagePort.prototype.postMessage = function (this: MessagePort, ...given: any[]) {
    asked++;
    return Reflect.apply(postMessage, this, given);
  };
  try {
    const loop = newLoop();
    for (let n = 0; n < 100; n++) loop.callSoon(() => {});
    loop.callLater(31_536_000_000, () => {}); // in a year
    loop.addTask(
      (function* () {
        yield* loop.createFuture<void>();
      })(),
    );
    loop.setExceptionHandler(() => {}); // which is told of that task in the end
    for (let n = 0; n < 60; n++) await hostTurn();
  } finally {
    MessagePort.prototype.postMessage = postMessage;
  }
  expect(asked).toBeLessThan(20);
});

test('a closed loop sets no alarm any more', async () => {
  const loop = newLoop();
  const seen: string[] = [];
  loop.callLater(0, () => void seen.push('later'));
  loop.close();
  for (let n = 0; n < 3; n++) await hostTurn();
  expect(seen).toEqual([]);
});
