import { expect, test } from 'vitest';
import { TaskLoop, type Coroutine } from '../../src/index.ts';
import { Log } from './exercise.ts';

const turns = (loop: TaskLoop): void => {
  for (let left = 60; left > 0 && loop.totalTasks() > 0; left--) loop.runOnce();
};

function* count(log: Log, to: number): Coroutine<string> {
  for (let at = 1; at <= to; at++) {
    log.say(`${at}`);
    yield;
  }
  return 'counted';
}

test('two tasks that take turns keep their names', () => {
  const loop = new TaskLoop();
  const log = new Log(loop);
  log.begin('Ann', () => count(log, 2));
  log.begin('Ben', () => count(log, 2));
  turns(loop);
  expect(log.lines).toEqual(['Ann: 1', 'Ben: 1', 'Ann: 2', 'Ben: 2']);
});

test('what a task calls with yield* is said by the task', () => {
  const loop = new TaskLoop();
  const log = new Log(loop);
  function* outer(): Coroutine<void> {
    yield* count(log, 2);
    log.say('over');
  }
  log.begin('Ann', outer);
  turns(loop);
  expect(log.lines).toEqual(['Ann: 1', 'Ann: 2', 'Ann: over']);
});

test('a task that begins another keeps its own name', () => {
  const loop = new TaskLoop();
  const log = new Log(loop);
  function* outer(): Coroutine<void> {
    const inner = log.begin('inner', () => count(log, 1));
    log.say('begun');
    yield* inner;
    log.say('waited');
  }
  log.begin('outer', outer);
  turns(loop);
  expect(log.lines).toEqual(['outer: begun', 'inner: 1', 'outer: waited']);
});

test('a callback is no task, and not every task has a name', () => {
  const loop = new TaskLoop();
  const log = new Log(loop);
  log.begin('Ann', () => count(log, 2));
  loop.callSoon(() => log.say('callback'));
  loop.addTask(count(log, 1));
  log.say('outside');
  turns(loop);
  log.say('after');
  expect(log.lines).toEqual([
    '-: outside',
    'Ann: 1',
    '-: callback',
    '-: 1',
    'Ann: 2',
    '-: after',
  ]);
});

test('two tasks may have one name, or an empty one', () => {
  const loop = new TaskLoop();
  const log = new Log(loop);
  for (const name of ['Ann', 'Ann', '']) log.begin(name, () => count(log, 1));
  turns(loop);
  expect(log.lines).toEqual(['Ann: 1', 'Ann: 1', ': 1']);
});

test('after a wait the name is still there, and an error passes', () => {
  const loop = new TaskLoop();
  const log = new Log(loop);
  const soup = loop.createFuture<string>();
  function* eat(): Coroutine<void> {
    try {
      log.say(yield* soup);
    } finally {
      log.say('leaves');
    }
  }
  const ann = log.begin('Ann', eat);
  log.begin('Ben', () => count(log, 3));
  turns(loop);
  soup.setException(new Error('cold'));
  turns(loop);
  expect(log.lines.at(-1)).toBe('Ann: leaves');
  expect(() => ann.result()).toThrow('cold');
});

test('two logs of one loop have their own names', () => {
  const loop = new TaskLoop();
  const [one, two] = [new Log(loop), new Log(loop)];
  function* both(): Coroutine<void> {
    one.say('a');
    two.say('b');
  }
  one.begin('Ann', both);
  turns(loop);
  expect([one.lines, two.lines]).toEqual([['Ann: a'], ['-: b']]);
});
