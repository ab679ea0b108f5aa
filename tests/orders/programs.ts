// Small programs, each with one thing that can be found in its orders.

const BEGIN = `import { TaskLoop, type Coroutine } from '../src/index.ts';
const loop = new TaskLoop();
`;
const WITH = (names: string): string => BEGIN.replace('TaskLoop,', `TaskLoop, ${names},`);

export const LOST_UPDATE = `${BEGIN}let visitors = 0;
function* door(name: string): Coroutine<void> {
  if (name === 'back') for (let step = 0; step < 5; step++) yield;
  const before = visitors;
  yield;
  visitors = before + 1;
}
function* day(): Coroutine<void> {
  const front = loop.addTask(door('front'));
  const back = loop.addTask(door('back'));
  yield* front;
  yield* back;
}
loop.runUntilComplete(day());
console.log('visitors:', visitors);
`;

export const CHECK_THEN_ACT = `${BEGIN}let seats = 1;
function* sell(pages: number): Coroutine<void> {
  for (let page = 0; page < pages; page++) yield;
  if (seats === 0) return;
  yield;
  seats--;
  if (seats < 0) throw new Error('sold twice');
}
function* desk(): Coroutine<void> {
  const tasks = [loop.addTask(sell(0)), loop.addTask(sell(8))];
  for (const task of tasks) yield* task;
}
loop.runUntilComplete(desk());
console.log('seats:', seats);
`;

export const NOTIFIED_BEFORE = `${WITH('Condition, within')}const condition = new Condition();
function* customer(): Coroutine<void> {
  yield;
  yield* within(condition, function* () {
    yield* condition.wait();
  });
  console.log('served');
}
function* kitchen(): Coroutine<void> {
  for (let turn = 0; turn < 6; turn++) yield;
  yield* within(condition, function* () {
    condition.notify();
    yield;
  });
}
function* evening(): Coroutine<void> {
  const hungry = loop.addTask(customer());
  loop.addTask(kitchen());
  yield* hungry;
}
loop.runUntilComplete(evening());
`;

export const TWO_LOCKS = `${WITH('Lock, within')}const till = new Lock();
const ledger = new Lock();
function* clerk(first: Lock, second: Lock): Coroutine<void> {
  yield* within(first, function* () {
    yield;
    yield* within(second, function* () {
      yield;
    });
  });
}
function* closing(): Coroutine<void> {
  const ann = loop.addTask(clerk(till, ledger), { name: 'Ann' });
  for (let hour = 0; hour < 5; hour++) yield;
  const ben = loop.addTask(clerk(ledger, till), { name: 'Ben' });
  yield* ann;
  yield* ben;
}
loop.runUntilComplete(closing());
console.log('closed');
`;

export const ALL_RIGHT = `${BEGIN}let sum = 0;
function* add(n: number): Coroutine<void> {
  for (let step = 0; step < 3; step++) {
    sum += n;
    yield;
  }
}
for (const n of [1, 2, 3]) loop.addTask(add(n));
loop.runForever({ untilIdle: true });
console.log('sum:', sum);
`;

export const IN_THREADS = `import { TaskLoop, ThreadedExecutor } from '../src/index.ts';
const loop = new TaskLoop();
const executor = new ThreadedExecutor(loop);
console.log(loop.runUntilComplete(executor.submit(() => 1)));
executor.shutdown();
`;

export const BY_CHANCE = `${BEGIN}function* coin(): Coroutine<void> {
  console.log(Math.random());
}
loop.runUntilComplete(coin());
`;

export const ALWAYS_WRONG = `${BEGIN}function* one(): Coroutine<void> {
  yield;
}
function* both(): Coroutine<void> {
  loop.addTask(one());
  loop.addTask(one());
  yield;
  throw new RangeError('no bread');
}
loop.runUntilComplete(both());
`;

export const DUE_TOGETHER = `${WITH('sleep')}function* ring(name: string): Coroutine<void> {
  yield* sleep(1_000);
  console.log(name);
}
function* morning(): Coroutine<void> {
  const clocks = ['left', 'right'].map((name) => loop.addTask(ring(name)));
  for (const clock of clocks) yield* clock;
}
loop.runUntilComplete(morning());
`;

export const TWO_PRINT = `${BEGIN}function* say(word: string): Coroutine<void> {
  console.log(word);
  yield;
}
for (const word of ['one', 'two']) loop.addTask(say(word));
loop.runForever({ untilIdle: true });
`;

export const FORGOTTEN = `${BEGIN}let isOpen = false;
function* open(): Coroutine<void> {
  isOpen = true;
  yield;
}
function* guest(): Coroutine<void> {
  if (!isOpen) throw new Error('the door is closed');
  yield;
}
loop.addTask(open());
loop.addTask(guest());
loop.runForever({ untilIdle: true });
console.log('evening');
`;

export const FOR_EVER = `${BEGIN}let isReady = false;
function* waits(): Coroutine<void> {
  while (!isReady) yield;
}
function* readies(): Coroutine<void> {
  yield;
  isReady = true;
}
function* both(): Coroutine<void> {
  const waiting = loop.addTask(waits());
  loop.addTask(readies());
  yield* waiting;
}
loop.runUntilComplete(both());
`;
