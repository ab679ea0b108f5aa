// `npm run bench:tricks`: what each thing that part 3's library does for speed alone is worth. Each
// is taken out of a copy of the library, by an edit that must match once; the same work is then
// done with it and without it, in fresh processes, in turns.
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Trick {
  name: string;
  /** The rows of the benchmark that it is for. */
  rows: string[];
  edits: [file: string, from: string, to: string][];
}

const tricks: Trick[] = [
  {
    name: 'a future has no list until a second one waits',
    rows: ['future to callback', 'future wakes task', 'spawn 100,000, then await'],
    edits: [
      [
        'future.ts',
        '#waiters: Waiter | Waiter[] | undefined; // mostly there is one',
        '#waiters: Waiter[] = [];',
      ],
      [
        'future.ts',
        '    const waiters = this.#waiters;\n    this.#waiters = undefined;\n    if (Array.isArray(waiters)) for (const waiter of waiters) this.#tell(waiter);\n    else if (waiters) this.#tell(waiters);\n',
        '    for (const waiter of this.#waiters.splice(0)) this.#tell(waiter);\n',
      ],
      [
        'future.ts',
        '    else if (!this.#waiters) this.#waiters = waiter;\n    else if (Array.isArray(this.#waiters)) this.#waiters.push(waiter);\n    else this.#waiters = [this.#waiters, waiter];\n',
        '    else this.#waiters.push(waiter);\n',
      ],
      ['future.ts', 'this.#waiters = kept.length > 0 ? kept : undefined;', 'this.#waiters = kept;'],
    ],
  },
  {
    name: 'a wait is an object, and no generator',
    rows: ['future wakes task', 'spawn 100,000, then await'],
    edits: [
      [
        'future.ts',
        '  [Symbol.iterator](): Iterator<Future<T>, T, Sent> {\n    return new Wait(this);\n',
        '  *[Symbol.iterator](): any {\n    if (!this.done()) yield this;\n    return this.result();\n',
      ],
    ],
  },
  {
    name: 'a task stands in the queue itself',
    rows: ['task switch', 'future wakes task', 'spawn and await, one by one'],
    edits: [
      [
        'task.ts',
        '  #cancelling = 0;\n',
        '  #cancelling = 0;\n  readonly #step = (): void => this[own.run]();\n',
      ],
      ['task.ts', '    loop[own.schedule](this);', '    loop.callSoon(this.#step);'],
      [
        'task.ts',
        'return this.loop[own.schedule](this);',
        'return void this.loop.callSoon(this.#step);',
      ],
      ['task.ts', 'future[own.wakeUp](this);', 'future.addDoneCallback(this.#step);'],
    ],
  },
  {
    name: 'the loop lists its tasks in an array, in which each knows its place',
    rows: ['spawn and await, one by one', 'spawn 100,000, then await'],
    edits: [
      ['task-loop.ts', 'readonly #tasks: Listed[] = [];', 'readonly #tasks = new Set<Listed>();'],
      ['task-loop.ts', 'task[own.place] = this.#tasks.push(task) - 1;', 'this.#tasks.add(task);'],
      [
        'task-loop.ts',
        '    const last = this.#tasks.pop()!;\n    if (last === task) return;\n    this.#tasks[task[own.place]] = last;\n    last[own.place] = task[own.place];\n',
        '    this.#tasks.delete(task);\n',
      ],
    ],
  },
  {
    name: 'calls without arguments share one list of them',
    rows: ['chain of callbacks', 'batch of callbacks'],
    edits: [['handle.ts', 'args.length > 0 ? args : NO_ARGS', 'args']],
  },
];

const SOURCE = 'code/part-3-task-loop/src';
const passesAt = process.argv.indexOf('--passes');
const passes = passesAt < 0 ? 9 : Number(process.argv[passesAt + 1]);
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const worker = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** Operations a second. */
function speed(row: string, library: string): number {
  const env = { ...process.env, LIBRARY: join(process.cwd(), library, 'index.ts') };
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', worker, 'alone', row],
    { encoding: 'utf8', env },
  );
  if (status !== 0) throw new Error(`measuring ${row} failed:\n${stderr}`);
  return JSON.parse(stdout) as number;
}

console.log(
  `Node ${process.version}; ${new Date().toISOString().slice(0, 10)}; medians of ${passes} passes, and the least and the most of them\n`,
);
console.log('| for speed | operation | with it it is | from … to |\n| --- | --- | --: | --: |');
for (const { name, rows, edits } of tricks) {
  const copy = `.cache/tricks/${tricks.findIndex((trick) => trick.name === name)}`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(SOURCE, copy, { recursive: true });
  for (const [file, from, to] of edits) {
    const text = readFileSync(join(copy, file), 'utf8');
    if (text.split(from).length !== 2)
      throw new Error(`${name}: this is not once in ${file}:\n${from}`);
    writeFileSync(
      join(copy, file),
      text.replace(from, () => to),
    );
  }
  for (const row of rows) {
    const ratios = Array.from({ length: passes }, () => speed(row, SOURCE) / speed(row, copy));
    console.log(
      `| ${name} | ${row} | ${median(ratios).toFixed(2)} × | ${Math.min(...ratios).toFixed(2)} … ${Math.max(...ratios).toFixed(2)} |`,
    );
  }
}
