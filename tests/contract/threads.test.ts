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
