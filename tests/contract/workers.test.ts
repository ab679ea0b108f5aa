// The Workers of the web, in the page: threads that a program makes itself.
import { globSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { readText } from '../../src/plain-text.ts';
import { inWebKit } from '../browser.ts';
import { lacksUsing, run, runCode, stageFiles, useEngine, workers } from './engine.ts';
import { expectedOf } from './otherwise.ts';

const done = { type: 'done', exitCode: 0 };
const script = (code: string): string => `URL.createObjectURL(new Blob([${JSON.stringify(code)}]))`;

describe('where the page is isolated', () => {
  useEngine();

  test('threads that take turns at printing are told in turns, and none of it is lost', async () => {
    const turns =
      'onmessage = ({ data: [turn, me, others] }) => { for (let i = 0; i < 300; i++) { while (Atomics.load(turn, 0) !== me); console.log(me, i); Atomics.store(turn, 0, (me + 1) % others); } postMessage(0); }';
    const code = `const turn = new Int32Array(new SharedArrayBuffer(4));
const url = ${script(turns)};
const threads = [0, 1].map(() => new Worker(url));
threads.forEach((thread, me) => thread.postMessage([turn, me, 2]));
await Promise.all(threads.map((thread) => new Promise((ok) => (thread.onmessage = ok))));
threads.forEach((thread) => thread.terminate());`;
    const { stdout } = await runCode(code);
    expect(stdout).toBe(Array.from({ length: 300 }, (_, i) => `0 ${i}\n1 ${i}\n`).join(''));
  });

  test('an error of a thread is told its owner, and printed; the program goes on', async () => {
    const code = `const thread = new Worker(${script("console.log('begun'); throw new RangeError('in the thread');")});
await new Promise((ok) => (thread.onerror = ({ message }) => { console.log('told:', message); ok(0); }, setTimeout(ok, 3000)));
thread.terminate();`;
    const { stdout, stderr } = await runCode(code, {}, { limits: { ms: 5000 } });
    expect(stdout).toBe('begun\ntold: RangeError: in the thread\n');
    expect(stderr).toBe('RangeError: in the thread\n');
  });

  test('messages go both ways, with what they transfer; threads can have threads', async () => {
    const inner = 'onmessage = ({ data, ports: [port] }) => port.postMessage(data * 2)';
    const outer = `onmessage = ({ data, ports }) => { const inner = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(inner)}]))); inner.postMessage(data + 1, [...ports]); postMessage('passed on'); }`;
    const code = `const thread = new Worker(${script(outer)});
const { port1, port2 } = new MessageChannel();
thread.addEventListener('message', ({ data }) => console.log(data));
thread.postMessage(20, [port2]);
port1.onmessage = ({ data }) => { setTimeout(() => { console.log(data); port1.close(); }, 50); };`;
    const { stdout, outcome } = await runCode(code);
    expect([stdout, outcome]).toEqual(['passed on\n42\n', done]);
  });

  test('a thread that is listened to keeps the program running, until it closes', async () => {
    const code = `const thread = new Worker(${script("setTimeout(() => { postMessage('late'); close(); }, 100);")});
thread.onmessage = ({ data }) => console.log(data);
console.log('end of the body');`;
    const { stdout, outcome } = await runCode(code);
    expect([stdout, outcome]).toEqual(['end of the body\nlate\n', done]);
  });

  test('threads count together', async () => {
    const code = `const threads = [1, 2].map(() => new Worker(URL.createObjectURL(new Blob(["for (;;) console.log('line');"]))));\nsetInterval(() => {}, 1000);\nconsole.log(threads.length);`;
    const { stdout, outcome } = await runCode(code, {}, { limits: { lines: 50 } });
    expect(outcome).toEqual({ type: 'limit', which: 'output' });
    expect(stdout.split('\n').length - 1).toBe(50);
  });

  test.each([
    ['ends', 'process.exit();', undefined],
    ['is stopped', '', 0],
  ])('threads die with their program when it %s', async (_, rest, stopAfter) => {
    const code = `const script = URL.createObjectURL(new Blob(["postMessage(''); for (;;);"]));
let begun = 0;
for (let i = 0; i < 3; i++)
  new Worker(script).onmessage = () => {
    if (++begun < 3) return;
    console.log('all have begun');
    ${rest}
  };`;
    const { stdout } = await runCode(code, {}, {}, stopAfter);
    expect(stdout).toBe('all have begun\n');
    // one waits for the next program, one takes types off
    await vi.waitFor(() => expect(workers()).toBeLessThanOrEqual(2), 120_000);
  });

  test('a program may have 64 threads, and is told when it wants more', async () => {
    const code = `const script = URL.createObjectURL(new Blob(['']));
const patience = setInterval(() => {}, 1000);
const threads = Array.from({ length: 70 }, () => new Worker(script));
console.log(await new Promise((told) => threads.forEach((thread) => (thread.onerror = ({ message }) => told(message)))));
clearInterval(patience);`;
    const { stdout, outcome } = await runCode(code);
    expect([stdout, outcome]).toEqual([
      'a program may have 64 threads here, not more\n',
      { type: 'done', exitCode: 0 },
    ]);
  });
});

/** A program, or a prop that it imports. */
const speaksOfThreads = (files: Record<string, string>, entry: string): boolean => {
  const props = [...files[entry]!.matchAll(/'\.\.\/(props\/[^']+)'/g)].map(([, prop]) => prop!);
  return [entry, ...props].some((file) => files[file]!.includes('ThreadedExecutor'));
};

/** What the three engines say of memory that isn't shared. */
const NEEDS_SHARED =
  /SharedArrayBuffer is not defined|find variable: SharedArrayBuffer|shared typed array|invalid array type for the operation|must wrap a SharedArrayBuffer/;

describe('where the page is not isolated', () => {
  useEngine('/plain/', false);

  test('jobs run in the place of their call, and this is said', async () => {
    const files = stageFiles('part-3-task-loop');
    const { events, stdout, outcome } = await runCode(
      files['programs/from-another-thread.ts']!,
      files,
    );
    // the job is done at once, and ends the run one turn early
    expect([stdout, outcome]).toEqual(['a\nWork started\nb\n7\n', done]);
    expect(events[0]).toEqual({
      type: 'note',
      text: expect.stringContaining('isn’t cross-origin isolated, so there are no threads here'),
    });
  });

  test.each(globSync('code/*/programs/*.ts').sort())(
    '%s: says what it lacks if it uses threads, and nothing if it does not',
    async (program) => {
      const [, stage, ...entry] = program.split('/');
      const files = stageFiles(stage!);
      // some would go on for ever
      const ran = await run({ files, entry: entry.join('/'), limits: { ms: 20_000 } });
      if (await lacksUsing(ran, readText(program))) return;
      const { events, outcome, stdout, stderr } = ran;
      const notes = events.flatMap((event) => (event.type === 'note' ? [event.text] : []));
      if (NEEDS_SHARED.test(stdout + stderr))
        expect(notes.at(-1)).toContain('This program needs memory that threads share');
      else if (speaksOfThreads(files, entry.join('/'))) expect(notes).toHaveLength(1);
      else {
        expect(notes).toEqual([]);
        expect([stdout, outcome]).toEqual([expectedOf(program, stdout), done]);
      }
    },
  );
});

// WebKitGTK isolates a page and has no SharedArrayBuffer in it: only WebKit can be asked like this
describe.runIf(inWebKit)('where the page is isolated, and the browser shares no memory', () => {
  useEngine('/', false);
  const files = stageFiles('part-3-task-loop');

  test('jobs run in the place of their call, and this is said', async () => {
    const { events, outcome } = await runCode(files['programs/from-another-thread.ts']!, files);
    expect(outcome).toEqual(done);
    expect(events[0]).toEqual({
      type: 'note',
      text: 'This browser has no memory that threads share, so there are no threads here: each job ran at once, where it was submitted.',
    });
  });

  test('a program that needs such memory says so', async () => {
    const { events } = await runCode('new SharedArrayBuffer(4);');
    expect(events.findLast(({ type }) => type === 'note')).toEqual({
      type: 'note',
      text: 'This program needs memory that threads share, and this browser has none. Try another browser, or take the program home.',
    });
  });
});
