import { expect, test } from 'vitest';
import { ask } from './exercise.ts';

/** Drives `ask`: each word is an answer, each error is thrown in. */
function drive(servers: string[], ...replies: (string | Error)[]) {
  const asked: unknown[] = [];
  const asking = ask(servers);
  let step = asking.next();
  for (const reply of replies) {
    if (step.done) break;
    asked.push(step.value);
    step = typeof reply === 'string' ? asking.next(reply) : asking.throw(reply);
  }
  return { asked: asked.join(' '), step };
}

const noPaper = new Error('no paper');
const onFire = new Error('on fire');

const thrownBy = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  return 'nothing was thrown';
};

test('the first answer is returned, and no other server is asked', () => {
  const word = `fine ${Math.random()}`;
  const end = { asked: 'a', step: { value: word, done: true } };
  expect(drive(['a', 'b'], word)).toEqual(end);
});

test('after an error the next server is asked', () => {
  const end = { asked: 'a b c', step: { value: 'fine', done: true } };
  expect(drive(['a', 'b', 'c', 'd'], noPaper, onFire, 'fine')).toEqual(end);
});

test('a busy server is asked once more', () => {
  const end = { asked: 'a a', step: { value: 'fine', done: true } };
  expect(drive(['a', 'b'], 'busy', 'fine')).toEqual(end);
});

test('after it was busy twice, the next one is asked', () => {
  const end = { asked: 'a a b', step: { value: 'fine', done: true } };
  expect(drive(['a', 'b'], 'busy', 'busy', 'fine')).toEqual(end);
});

test('an error on the second try counts as an error', () => {
  const end = { asked: 'a a b b', step: { value: 'fine', done: true } };
  expect(drive(['a', 'b'], 'busy', noPaper, 'busy', 'fine')).toEqual(end);
});

test('an answer may be the empty string', () => {
  expect(drive(['a', 'b'], '').step).toEqual({ value: '', done: true });
});

test('if all fail, it throws all errors, in their order', () => {
  const error = thrownBy(() => drive(['a', 'b'], noPaper, onFire));
  expect(error).toBeInstanceOf(AggregateError);
  expect((error as AggregateError).errors).toEqual([noPaper, onFire]);
});

test('a server that was busy twice is among the errors', () => {
  const error = thrownBy(() => drive(['a', 'b'], 'busy', 'busy', onFire));
  expect(error).toBeInstanceOf(AggregateError);
  const { errors } = error as AggregateError;
  expect(errors).toHaveLength(2);
  expect(errors[0]).toBeInstanceOf(Error);
  expect(errors[1]).toBe(onFire);
});

test('with no servers it asks none and throws at once', () => {
  const error = thrownBy(() => ask([]).next());
  expect(error).toBeInstanceOf(AggregateError);
  expect((error as AggregateError).errors).toEqual([]);
});

test('the order to stop is obeyed', () => {
  const asking = ask(['a', 'b']);
  asking.next();
  expect(asking.return('stopped')).toEqual({ value: 'stopped', done: true });
});
