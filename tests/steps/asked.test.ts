// Which of the reader's functions a red line of a test asks, where the error itself doesn't say.
import { expect, test } from 'vitest';
import { askedBy } from '../../src/components/build-it/asked.ts';
import { ladderOnDisk, stageOnDisk } from '../../src/steps/disk.ts';
import { under } from './files.ts';

const STAGE = 'part-3-task-loop';
const files = stageOnDisk(STAGE);
const { steps, filesAt, given, brought } = await ladderOnDisk(STAGE, files);

const KIT = `export function runAll(loop) { while (loop.totalTasks() > 0) loop.runOnce(); }
export const resultOf = (future) => (future.done() ? future.result() : 'not done yet');
export const run = (work) => work();
export function takeAll(loop) { const items = []; items.push(loop); return items; }
class Far { close() {} }
`;
const LIBRARY = {
  'src/index.ts':
    "export { TaskLoop } from './task-loop.ts';\nexport { Future } from './future.ts';\nexport { Line } from './line.ts';\n",
  'src/task-loop.ts': `export class TaskLoop {
  #ready = [];
  callSoon(callback) {
    this.#ready.push(callback);
  }
  totalTasks() { return this.#ready.length; }
  runOnce() { this.run(); }
  cancel() {}
  run() {}
  close() {}
}
`,
  'src/line.ts': 'export class Line {\n  push() {}\n}\n',
  'src/future.ts': 'export class Future {\n  done() {}\n  result() {}\n  cancel() {}\n}\n',
  'src/queue.ts': 'export class Queue {\n  push() {}\n}\n',
};

/** @param test Its last line is the red one. */
function told(...test: string[]): string | undefined {
  const found = askedBy(LIBRARY, `${test.join('\n')}\n});\n`, test.length, KIT);
  const asked = found?.asked.map(
    ({ name, places }) =>
      `${name} ${places.map(({ file, line }) => `${file.slice(4)}:${line}`).join(' or ')}`,
  );
  return asked && `${found!.where}: ${asked.join(', ')}`;
}

const BEGIN = ["test('one', () => {", 'const loop = new TaskLoop();', 'loop.callSoon(() => {});'];

test.each<[string, string | undefined, string[]]>([
  [
    'what the line calls',
    'line: totalTasks task-loop.ts:6',
    ['expect(loop.totalTasks()).toBe(0);'],
  ],
  [
    'in a statement of several lines, whichever is red',
    'line: totalTasks task-loop.ts:6, callSoon task-loop.ts:3',
    ['expect([', '  loop.totalTasks(),', '  loop.callSoon(x),', ']).toEqual([1, 2]);'],
  ],
  ['each once', 'line: done future.ts:2', ['expect([a.done(), b.done()]).toEqual([]);']],
  [
    'of a name that two classes have, both',
    'line: cancel task-loop.ts:8 or future.ts:4',
    ['expect(it.cancel()).toBe(true);'],
  ],
  [
    'through what the tests share',
    'line: done future.ts:2, result future.ts:3',
    ['expect(resultOf(future)).toBe(1);'],
  ],
  [
    'what was called above, where the line calls nothing: which of it is wrong isn’t known',
    'before: callSoon task-loop.ts:3, totalTasks task-loop.ts:6, runOnce task-loop.ts:7',
    ['runAll(loop);', 'seen.push(1);', 'expect(seen).toEqual([1]);'],
  ],
  [
    'what the test begins with, if there is no more',
    'before: TaskLoop task-loop.ts:1, callSoon task-loop.ts:3',
    ['expect(seen).toEqual([1]);'],
  ],
  [
    'no array’s method, whatever the library has by that name',
    'before: TaskLoop task-loop.ts:1, callSoon task-loop.ts:3',
    ['const seen = [];', 'seen.push(1);', 'expect(seen).toEqual([1]);'],
  ],
  [
    'nor what may be an array’s',
    'before: TaskLoop task-loop.ts:1, callSoon task-loop.ts:3',
    ['seen().push(1);', 'expect(seen).toEqual([1]);'],
  ],
  [
    'nor one of what the tests share',
    'before: TaskLoop task-loop.ts:1, callSoon task-loop.ts:3',
    ['const list = takeAll(loop);', 'expect(list).toEqual([1]);'],
  ],
  [
    'nor that of a class or an object of the tests',
    'before: TaskLoop task-loop.ts:1, callSoon task-loop.ts:3',
    ['const far = { close() {} };', 'far.close();', 'client.close();', 'expect(1).toBe(2);'],
  ],
  [
    'nor that of a list by its type',
    'before: TaskLoop task-loop.ts:1, callSoon task-loop.ts:3',
    ['const on = (told: string[]) => told.push(1);', 'expect(told).toEqual([1]);'],
  ],
  [
    'but that of the class that the object is made of, and of no other',
    'line: push line.ts:2, cancel future.ts:4, close task-loop.ts:10',
    [
      'const line = new Line();',
      'const future: Future<number> = make();',
      'expect([line.push(1), future.cancel(), loop.close()]).toEqual([]);',
    ],
  ],
  [
    'and no method for a function of the tests',
    'before: TaskLoop task-loop.ts:1, callSoon task-loop.ts:3',
    ['expect(run(() => 1)).toBe(2);'],
  ],
])('%s', (_, said, lines) => expect(told(...BEGIN, ...lines)).toBe(said));

test('of a test that doesn’t end, all that it asks, what runs the loop included', () => {
  const test = [...BEGIN, 'loop.totalTasks();', 'loop.cancel();', 'loop.runOnce();', '});'];
  const found = askedBy(LIBRARY, test.join('\n'), 1, KIT)!;
  expect([found.where, found.asked.map(({ name }) => name)]).toEqual([
    'test',
    ['TaskLoop', 'callSoon', 'totalTasks', 'cancel', 'runOnce'],
  ]);
});

test('another test says nothing of it, and nor does what is not public', () => {
  expect(
    told(
      "test('none', () => {",
      '  loop.callSoon();',
      '});',
      "test('one', () => {",
      'queue.push(1);',
      'expect(1).toBe(2);',
    ),
  ).toBe(undefined);
});

test('of the book’s steps nearly every line that judges leads to a function of its reader', () => {
  let [all, led, seen] = [0, 0, 0];
  for (const { number, tests } of steps.filter(({ tests }) => tests !== undefined)) {
    const own = Object.entries(filesAt(number)).filter(
      ([file]) => !(file in given || file in brought),
    );
    const text = files[tests!]!;
    for (const [at, line] of text.split('\n').entries()) {
      if (!/\bexpect\(/.test(line) || seen++ % 6 > 0) continue; // each reads the whole library
      all++;
      if (askedBy(under('src', Object.fromEntries(own)), text, at + 1, files['steps/kit.ts']))
        led++;
    }
  }
  expect(all).toBeGreaterThan(40);
  expect(led / all).toBeGreaterThan(0.95);
});
