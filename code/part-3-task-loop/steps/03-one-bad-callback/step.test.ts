import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TaskLoop } from '../../src/index.ts';
import { outcome, runAll } from '../kit.ts';

let printed: unknown[];
beforeEach(() => {
  printed = [];
  vi.spyOn(console, 'error').mockImplementation((...all) => void printed.push(...all));
});
afterEach(() => void vi.restoreAllMocks());

const error = new Error('broken');
const bad = (): never => {
  throw error;
};

test('an error in a callback goes to the exception handler, and the next callback is called', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  loop.setExceptionHandler((which, { exception }) => {
    seen.push(which === loop, exception);
  });
  loop.callSoon(bad);
  loop.callSoon(() => seen.push('next'));
  expect(
    outcome(() => runAll(loop)),
    'what goes through the loop',
  ).toBe(undefined);
  expect(seen).toEqual([true, error, 'next']);
  expect(printed).toEqual([]);
});

test('without an exception handler the error is printed', () => {
  const loop = new TaskLoop();
  loop.callSoon(bad);
  expect(
    outcome(() => runAll(loop)),
    'what goes through the loop',
  ).toBe(undefined);
  expect(printed).toContain(error);
});

test('the message names the callback', () => {
  const loop = new TaskLoop();
  const messages: string[] = [];
  loop.setExceptionHandler((_, { message }) => messages.push(message));
  loop.callSoon(function divide() {
    throw error;
  });
  runAll(loop);
  expect(messages.join()).toContain('divide');
});

test('whatever is thrown is told, even undefined', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  loop.setExceptionHandler((_, context) => seen.push(context.exception));
  for (const thrown of ['text', undefined, 0])
    loop.callSoon(() => {
      throw thrown;
    });
  runAll(loop);
  expect(seen).toEqual(['text', undefined, 0]);
});

test('an error in the exception handler is printed, and the next callback is called', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  const worse = new Error('worse');
  loop.setExceptionHandler(() => {
    throw worse;
  });
  loop.callSoon(bad);
  loop.callSoon(() => seen.push('next'));
  expect(
    outcome(() => runAll(loop)),
    'what goes through the loop',
  ).toBe(undefined);
  expect([seen, printed.includes(worse)]).toEqual([['next'], true]);
});

test('null brings the printing back', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  loop.setExceptionHandler(() => seen.push('told'));
  loop.setExceptionHandler(null);
  loop.callSoon(bad);
  runAll(loop);
  expect([seen, printed.includes(error)]).toEqual([[], true]);
});

test('callExceptionHandler tells the handler directly, or prints', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  loop.callExceptionHandler({ message: 'to the screen' });
  loop.setExceptionHandler((which, { message }) => {
    seen.push(which === loop, message);
  });
  loop.callExceptionHandler({ message: 'to the handler' });
  expect(printed.join()).toContain('to the screen');
  expect(seen).toEqual([true, 'to the handler']);
});
