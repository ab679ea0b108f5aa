// What the tests of the steps with a hosted loop share: loops that are closed after each test.
import { afterEach } from 'vitest';
import { HostedLoop } from '../src/index.ts';

/** So long a test waits for what should come by itself, in milliseconds. */
const PATIENCE = 3_000;

const open: HostedLoop[] = [];
export function newLoop(): HostedLoop {
  const loop = new HostedLoop();
  open.push(loop);
  return loop;
}
afterEach(() => {
  for (const loop of open.splice(0)) loop.close();
});

/** What a promise comes to, or that it doesn't. */
export async function endOf(promise: Promise<unknown>): Promise<unknown> {
  let alarm: ReturnType<typeof setTimeout>;
  const tooLate = new Promise((tell) => {
    alarm = setTimeout(() => tell('nothing came of it'), PATIENCE);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } catch (error) {
    return ['rejected', error];
  } finally {
    clearTimeout(alarm!);
  }
}
