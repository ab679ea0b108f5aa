import { expect, test } from 'vitest';
import { TaskLoop, type Coroutine, type Future } from '../../src/index.ts';
import { askOnce } from './exercise.ts';

/** A site that answers when it is told to. */
function site() {
  const loop = new TaskLoop();
  const asked: string[] = [];
  const open: Future<string>[] = [];
  const get = askOnce((path) => {
    asked.push(path);
    const future = loop.createFuture<string>();
    open.push(future);
    return future;
  });
  const turns = (): void => {
    for (let left = 50; left > 0 && loop.totalTasks() > 0; left--) loop.runOnce();
  };
  const want = (path: string) => {
    const task = loop.addTask(get(path));
    turns();
    return task;
  };
  return { loop, asked, open, get, turns, want };
}

test('two tasks want one page, and the site is asked once', () => {
  const { asked, open, turns, want } = site();
  const tasks = [want('/'), want('/'), want('/')];
  expect(asked).toEqual(['/']);
  open[0]!.setResult('home');
  turns();
  expect(tasks.map((task) => task.done() && task.result())).toEqual([
    'home',
    'home',
    'home',
  ]);
});

test('a page that is there already costs no turn', () => {
  const { loop, asked, open, get, turns, want } = site();
  want('/');
  open[0]!.setResult('');
  turns();
  const task = loop.addTask(get('/'));
  loop.runOnce();
  expect([task.done() && task.result(), asked]).toEqual(['', ['/']]);
});

test('two pages are asked for at the same time', () => {
  const { asked, open, turns, want } = site();
  const [home, shop] = [want('/'), want('/shop')];
  expect(asked).toEqual(['/', '/shop']);
  open[1]!.setResult('shop');
  turns();
  expect([home.done(), shop.result()]).toEqual([false, 'shop']);
});

test('all who wait hear of an error, and the next one asks again', () => {
  const { asked, open, turns, want } = site();
  const tasks = [want('/'), want('/')];
  open[0]!.setException(new Error('no answer'));
  turns();
  for (const task of tasks) expect(() => task.result()).toThrow('no answer');
  const again = want('/');
  expect(asked).toEqual(['/', '/']);
  open[1]!.setResult('home');
  turns();
  expect(again.result()).toBe('home');
});

test('a page that is under way again is not asked for a third time', () => {
  const { loop, asked, open, get, turns, want } = site();
  function* insist(): Coroutine<string> {
    try {
      return yield* get('/');
    } catch {
      return yield* get('/');
    }
  }
  const tasks = [loop.addTask(insist()), loop.addTask(insist())];
  turns();
  open[0]!.setException(new Error('no answer'));
  turns();
  const third = want('/');
  expect(asked).toEqual(['/', '/']);
  open[1]!.setResult('home');
  turns();
  expect([...tasks, third].map((task) => task.done() && task.result())).toEqual([
    'home',
    'home',
    'home',
  ]);
});

test('two sites don’t share their pages', () => {
  const [one, two] = [site(), site()];
  one.want('/');
  one.open[0]!.setResult('one');
  one.turns();
  two.want('/');
  expect(two.asked).toEqual(['/']);
});
