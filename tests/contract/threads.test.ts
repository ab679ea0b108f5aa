// Threads and blocking waits, as in Node.
import { expect, test } from 'vitest';
import { runCode, stageFiles, useEngine } from './engine.ts';

useEngine();

const done = { type: 'done', exitCode: 0 };

test('two jobs run at the same time, while their owner is blocked', async () => {
  const code = `import { ThreadedExecutor } from '../src/index.ts';
const executor = new ThreadedExecutor({ maxThreads: 2 });
const meet = (gates: Int32Array, mine: number): string => {
  Atomics.store(gates, mine, 1);
  Atomics.notify(gates, mine);
  return Atomics.wait(gates, 1 - mine, 0, 30_000) === 'timed-out' ? 'alone' : 'met';
};
const gates = new Int32Array(new SharedArrayBuffer(8));
const jobs = [0, 1].map((mine) => executor.submit(meet, gates, mine));
console.log(...jobs.map((job) => job.result()));`;
  const { stdout, outcome } = await runCode(code, stageFiles('part-2-futures'));
  expect([stdout, outcome]).toEqual(['met met\n', done]);
});

test('a copy of what holds memory that threads share holds the same memory', async () => {
  const code = `const shared = new Int32Array(new SharedArrayBuffer(8), 4);
const list: any = [shared, shared, new Map([[{ of: shared }, new Set([shared.buffer])]]), new Uint8Array([1]), new Date(0)];
list.push(list);
const copy = structuredClone(list);
copy[0][0] = 7;
console.log(shared[0], copy[0] !== shared, copy[0] === copy[1], copy[5] === copy, copy[2], copy[3], copy[4]);`;
  const shown =
    'Map(1) {\n  { of: Int32Array(1) [ 7 ] } => Set(1) {\n    SharedArrayBuffer {\n      [Uint8Contents]: <00 00 00 00 07 00 00 00>,\n      [byteLength]: 8\n    }\n  }\n} Uint8Array(1) [ 1 ] 1970-01-01T00:00:00.000Z\n';
  const { stdout, stderr } = await runCode(code);
  expect(stdout, stderr).toBe(`7 true true true ${shown}`);
});

test('what threads print is told in the order in which it was printed', async () => {
  const code = `import { ThreadedExecutor } from '../src/index.ts';
const executor = new ThreadedExecutor({ maxThreads: 1 });
for (let i = 0; i < 200; i++) {
console.log('main', i);
executor.submit((i: number) => console.log('thread', i), i).result();
}`;
  const { stdout } = await runCode(code, stageFiles('part-2-futures'));
  expect(stdout).toBe(Array.from({ length: 200 }, (_, i) => `main ${i}\nthread ${i}\n`).join(''));
});

test('a port that is listened on keeps the program running, until it is closed', async () => {
  const code = `const { port1, port2 } = new MessageChannel();
port1.onmessage = ({ data }) => { console.log(data); port1.close(); };
setTimeout(() => port2.postMessage('late'), 100);
console.log('end of the body');`;
  const { stdout, outcome } = await runCode(code);
  expect([stdout, outcome]).toEqual(['end of the body\nlate\n', done]);
});
