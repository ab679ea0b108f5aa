import { expect, test } from 'vitest';
import { NotRegularFunctionError } from '../../src/index.ts';
import { checkCallback } from './exercise.ts';

class Clock {
  ticks = 0;
  tick(): void {
    this.ticks++;
  }
  static reset(): void {}
  *everyTick() {}
}
class BetterClock extends Clock {}

function* generatorFunction() {}
const asyncFunction = async (): Promise<void> => {};

/** What is thrown, which must be the error of the library. */
function refusal(callback: unknown): string {
  try {
    checkCallback(callback);
  } catch (error) {
    expect(error).toBeInstanceOf(NotRegularFunctionError);
    return (error as Error).message;
  }
  throw new Error('it wasn’t refused');
}

test.each([
  ['an arrow function', () => {}],
  ['a function', function () {}],
  ['a function with a misleading name', function GeneratorFunction() {}],
  ['a bound function', new Clock().tick.bind(new Clock())],
  ['a method', new Clock().tick],
  ['a static method', Clock.reset],
  ['a static method that is inherited', BetterClock.reset],
  ['a function of the language', Math.max],
])('%s may pass', (_, callback) => {
  expect(() => checkCallback(callback)).not.toThrow();
});

test.each([
  ['a generator function', generatorFunction, 'GeneratorFunction'],
  ['a method that makes generators', new Clock().everyTick, 'GeneratorFunction'],
  ['a generator', generatorFunction(), 'Generator'],
  ['an async function', asyncFunction, 'AsyncFunction'],
  ['an async method', { async get() {} }.get, 'AsyncFunction'],
  ['a bound async function', asyncFunction.bind(null), 'AsyncFunction'],
  ['an async generator function', async function* () {}, 'AsyncGeneratorFunction'],
  ['an async generator', (async function* () {})(), 'AsyncGenerator'],
  ['a promise', Promise.resolve(), 'Promise'],
  ['an object', { call() {} }, 'Object'],
  ['a text', '() => {}', '() => {}'],
  ['null', null, 'null'],
  ['undefined', undefined, 'undefined'],
])('%s is refused, and the message names it', (_, callback, name) => {
  expect(refusal(callback)).toContain(name);
});

test('a number is refused, whatever it is', () => {
  for (const number of [0, Math.random()])
    expect(refusal(number)).toContain(String(number));
});
