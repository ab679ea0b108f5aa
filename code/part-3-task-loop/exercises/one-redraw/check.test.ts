import { expect, test } from 'vitest';
import { TaskLoop } from '../../src/index.ts';
import { Once } from './exercise.ts';

/** Calls what waits, but no more than 50 callbacks. */
function runAll(loop: TaskLoop): void {
  for (let calls = 0; loop.totalTasks() > 0 && calls < 50; calls++) loop.runOnce();
}

/** A loop, its `Once`, and a callback that counts. */
function shop() {
  const loop = new TaskLoop();
  const told: unknown[] = [];
  loop.setExceptionHandler((_, { exception }) => void told.push(exception));
  let drawn = 0;
  return {
    loop,
    told,
    once: new Once(loop),
    draw: (): void => void drawn++,
    drawn: () => drawn,
  };
}

test('a callback that’s asked for three times is called once, and not at once', () => {
  const { loop, once, draw, drawn } = shop();
  const handles = [1, 2, 3].map(() => once.callSoon(draw));
  expect([drawn(), loop.totalTasks()]).toEqual([0, 1]);
  expect(handles.every((handle) => handle === handles[0])).toBe(true);
  runAll(loop);
  expect(drawn()).toBe(1);
});

test('different callbacks keep their order, that of the first request', () => {
  const { loop, once } = shop();
  const seen: string[] = [];
  const [a, b] = [(): void => void seen.push('a'), (): void => void seen.push('b')];
  for (const callback of [a, b, a, b, a]) once.callSoon(callback);
  runAll(loop);
  expect(seen).toEqual(['a', 'b']);
});

test('when it has been called, it can be asked for again', () => {
  const { loop, once, draw, drawn } = shop();
  for (let day = 1; day <= 3; day++) {
    once.callSoon(draw);
    once.callSoon(draw);
    runAll(loop);
    expect(drawn()).toBe(day);
  }
});

test('a callback may ask for itself', () => {
  const { loop, once } = shop();
  let calls = 0;
  const again = (): void => {
    if (++calls < 3) once.callSoon(again);
  };
  once.callSoon(again);
  runAll(loop);
  expect(calls).toBe(3);
});

test('what’s cancelled isn’t called, and can be asked for again', () => {
  const { loop, once, draw, drawn } = shop();
  const cancelled = once.callSoon(draw);
  cancelled.cancel();
  const next = once.callSoon(draw);
  expect([next.cancelled(), once.callSoon(draw) === next]).toEqual([false, true]);
  runAll(loop);
  expect(drawn()).toBe(1);
  expect(cancelled.cancelled()).toBe(true);
});

test('what was cancelled in vain does no harm to what comes after it', () => {
  const { loop, once, draw, drawn } = shop();
  const first = once.callSoon(draw);
  runAll(loop);
  const second = once.callSoon(draw);
  first.cancel(); // too late
  expect(once.callSoon(draw)).toBe(second);
  runAll(loop);
  expect([drawn(), second.cancelled()]).toEqual([2, false]);
});

test('a callback that throws can be asked for again, and the loop is told', () => {
  const { loop, once, told } = shop();
  let calls = 0;
  const fails = (): void => {
    throw new RangeError(`call ${++calls}`);
  };
  once.callSoon(fails);
  runAll(loop);
  once.callSoon(fails);
  runAll(loop);
  expect([calls, told.map(String)]).toEqual([
    2,
    ['RangeError: call 1', 'RangeError: call 2'],
  ]);
});

test('the loop is free for others, and each Once is apart', () => {
  const { loop, once, draw, drawn } = shop();
  loop.callSoon(draw);
  once.callSoon(draw);
  new Once(loop).callSoon(draw);
  runAll(loop);
  expect(drawn()).toBe(3);
});

test('a handle that’s run by hand was called, too', () => {
  const { loop, once, draw, drawn } = shop();
  once.callSoon(draw).run();
  once.callSoon(draw);
  runAll(loop);
  expect(drawn()).toBe(2);
});
