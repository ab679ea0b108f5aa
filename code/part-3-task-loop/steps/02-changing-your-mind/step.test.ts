import { expect, test } from 'vitest';
import { Handle, TaskLoop } from '../../src/index.ts';
import { runAll } from '../kit.ts';

/** What `callSoon` returned, if it is a handle. */
function handleOf(returned: unknown): Handle {
  expect(returned, 'what callSoon returns').toBeInstanceOf(Handle);
  return returned as Handle;
}

test('a cancelled call is not made, and the others are', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  const [, second] = ['a', 'b', 'c'].map((letter) =>
    handleOf(loop.callSoon(() => seen.push(letter))),
  );
  second!.cancel();
  runAll(loop);
  expect(seen).toEqual(['a', 'c']);
});

test('a handle that you run by hand is not run again by the loop', () => {
  const loop = new TaskLoop();
  const paid: number[] = [];
  const handle = handleOf(loop.callSoon((amount: number) => paid.push(amount), 10));
  handle.run();
  handle.run();
  runAll(loop);
  expect(paid).toEqual([10]);
});

test('a cancelled handle stays silent if you run it by hand', () => {
  const seen: string[] = [];
  const handle = handleOf(new TaskLoop().callSoon(() => seen.push('called')));
  handle.cancel();
  handle.run();
  expect(seen).toEqual([]);
});

test('cancelled says whether cancel was called, not whether the call was made', () => {
  const loop = new TaskLoop();
  const [taken, made] = [0, 1].map(() => handleOf(loop.callSoon(() => {})));
  const before = taken!.cancelled();
  taken!.cancel();
  runAll(loop);
  expect(
    [before, taken!.cancelled(), made!.cancelled()],
    'cancelled: before; after cancel; after its call',
  ).toEqual([false, true, false]);
});

test('cancelling twice is no mistake, and neither is cancelling too late', () => {
  const loop = new TaskLoop();
  const [twice, late] = [0, 1].map(() => handleOf(loop.callSoon(() => {})));
  twice!.cancel();
  twice!.cancel();
  runAll(loop);
  late!.cancel();
  expect([twice!.cancelled(), late!.cancelled()], 'cancelled: twice; too late').toEqual(
    [true, true],
  );
});

test('a callback may run and cancel its own handle', () => {
  const loop = new TaskLoop();
  let calls = 0;
  const handle = handleOf(
    loop.callSoon(() => {
      if (++calls > 10) return; // this would go on for ever
      handle.run();
      handle.cancel();
    }),
  );
  runAll(loop);
  expect([calls, handle.cancelled()]).toEqual([1, true]);
});
