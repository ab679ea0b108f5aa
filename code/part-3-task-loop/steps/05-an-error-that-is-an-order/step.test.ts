import { expect, test } from 'vitest';
import { StopLoop, TaskLoop } from '../../src/index.ts';
import { run, toldOf } from '../kit.ts';

const stopNow = (): never => {
  throw new StopLoop();
};

test('a callback that throws StopLoop stops the loop at the end of its turn', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  const told = toldOf(loop);
  loop.callSoon(() => {
    loop.callSoon(() => seen.push('next turn'));
    stopNow();
  });
  loop.callSoon(() => seen.push('same turn'));
  run(loop, () => loop.runForever());
  expect([seen, told]).toEqual([['same turn'], []]);
});

test('nothing of it is left for the next run', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  for (let i = 0; i < 2; i++) loop.callSoon(stopNow);
  run(loop, () => loop.runForever());
  loop.callSoon(() => {
    loop.callSoon(() => {
      seen.push('second turn');
      loop.stop();
    });
  });
  run(loop, () => loop.runForever());
  expect(seen, 'what the second run did').toEqual(['second turn']);
});

test('a StopLoop says its name, and other errors are told as before', () => {
  const loop = new TaskLoop();
  const told = toldOf(loop);
  loop.callSoon(() => {
    throw new RangeError('no order');
  });
  loop.stop();
  run(loop, () => loop.runForever());
  expect(told.map(({ exception }) => String(exception))).toEqual([
    'RangeError: no order',
  ]);
  expect(String(new StopLoop('why'))).toBe('StopLoop: why');
});
