import { expect, expectTypeOf, test } from 'vitest';
import { Question } from './exercise.ts';

const name = new Question('name?', (answer) => {
  if (answer === '') throw new Error('a name, please');
  return answer;
});
const age = new Question('age?', (answer) => {
  const number = Number(answer);
  if (answer.trim() === '' || Number.isNaN(number)) throw new Error('a number, please');
  return number;
});

function* form() {
  const who = yield* name;
  const years = yield* age;
  expectTypeOf(who).toEqualTypeOf<string>();
  expectTypeOf(years).toEqualTypeOf<number>();
  return { who, years };
}

/** Answers what is asked, and notes the questions. */
function fill(answers: string[]) {
  const asked: unknown[] = [];
  const filling = form();
  let step = filling.next();
  for (const answer of answers) {
    asked.push(step.value);
    step = filling.next(answer);
  }
  return { asked, step };
}

test('each question is yielded, and its answer has its type', () => {
  const { asked, step } = fill(['Ada', '36']);
  expect(asked).toEqual(['name?', 'age?']);
  expect(step).toEqual({ value: { who: 'Ada', years: 36 }, done: true });
});

test('an answer that will not do is asked for again, and again', () => {
  const { asked, step } = fill(['', 'Ada', 'old', '', '36']);
  expect(asked).toEqual(['name?', 'name?', 'age?', 'age?', 'age?']);
  expect(step.value).toEqual({ who: 'Ada', years: 36 });
});

test('0 and false are answers', () => {
  expect(fill(['Ada', '0']).step.value).toEqual({ who: 'Ada', years: 0 });
  const isSure = new Question('sure?', (answer) => answer === 'yes');
  const asking = isSure[Symbol.iterator]();
  asking.next();
  expect(asking.next('no')).toEqual({ value: false, done: true });
});

test('an error that is thrown in is not a bad answer', () => {
  const filling = form();
  filling.next();
  expect(() => filling.throw(new Error('goodbye'))).toThrow('goodbye');
});

test('a question can be asked twice', () => {
  function* twice() {
    return [yield* age, yield* age];
  }
  const asking = twice();
  asking.next();
  asking.next('1');
  expect(asking.next('2').value).toEqual([1, 2]);
});
