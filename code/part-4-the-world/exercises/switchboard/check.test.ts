import { expect, test } from 'vitest';
import { sources } from '../../src/threads/bell.ts';
import { Switchboard, type News } from './exercise.ts';

/** A switchboard, what comes in, what was heard of it, and how often it was asked for. */
function desk() {
  const comesIn: [id: number, text: string][] = [];
  const heard: string[] = [];
  let asked = 0;
  const news: News = {
    takeFor(id) {
      asked++;
      const own = comesIn.filter(([whose]) => whose === id);
      for (const one of own) comesIn.splice(comesIn.indexOf(one), 1);
      return own.map(([, text]) => text);
    },
    takeAll(tell) {
      asked++;
      for (const [id, text] of comesIn.splice(0)) tell(id, text);
    },
  };
  const board = new Switchboard(news);
  const add = (id: number): void =>
    board.add(id, (text) => heard.push(`${id} ${text}`));
  return { board, comesIn, heard, add, asked: () => asked };
}

test('each listener is told what its own visitor said', () => {
  const { board, comesIn, heard, add } = desk();
  add(2);
  add(4);
  comesIn.push([2, 'hello'], [2, 'again']);
  board.poll();
  expect(heard).toEqual(['2 hello', '2 again']);
  board.poll();
  expect(heard).toHaveLength(2);
  comesIn.push([4, 'hello']);
  board.poll();
  expect(heard.at(-1)).toBe('4 hello');
});

test('a thousand that say nothing cost a poll nothing', () => {
  const { board, comesIn, heard, add, asked } = desk();
  for (let id = 0; id < 2000; id += 2) add(id);
  comesIn.push([1998, 'platform?']);
  board.poll();
  expect(heard).toEqual(['1998 platform?']);
  expect(asked(), 'how often it asked for news').toBeLessThanOrEqual(2);
});

test('what came first is told first, whoever said it', () => {
  const { board, comesIn, heard, add } = desk();
  add(2);
  add(4);
  comesIn.push([4, 'first'], [2, 'second'], [4, 'third']);
  board.poll();
  expect(heard).toEqual(['4 first', '2 second', '4 third']);
});

test('a listener that is removed hears nothing more, not even of what has come in already', () => {
  const { board, comesIn, heard, add } = desk();
  add(2);
  board.add(4, () => board.remove(2));
  comesIn.push([4, 'send him away'], [2, 'but'], [9, 'no such visitor']);
  board.poll();
  expect(heard).toEqual([]);
});

test('a listener may add another, which hears what comes after', () => {
  const { board, comesIn, heard, add } = desk();
  board.add(2, () => add(4));
  comesIn.push([2, 'meet my friend'], [4, 'hello']);
  board.poll();
  expect(heard).toEqual(['4 hello']);
});

test('it is a source as long as it has a connection', () => {
  const { board, add } = desk();
  expect(sources.has(board), 'a source, before anything is added').toBe(false);
  add(2);
  add(4);
  expect(sources.has(board), 'a source, with two').toBe(true);
  board.remove(2);
  expect(sources.has(board), 'a source, with one of the two').toBe(true);
  board.remove(4);
  expect(sources.has(board), 'a source, when both are removed').toBe(false);
  add(6);
  expect(sources.has(board), 'a source, with a third').toBe(true);
  board.remove(6);
  board.remove(6);
  expect(sources.has(board), 'a source, when that is removed twice').toBe(false);
});
