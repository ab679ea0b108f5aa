import { expect, test } from 'vitest';
import { firstReceive } from '../src/drafts/first-receive.ts';
import { DeadlockError, TaskLoop } from '../src/index.ts';
import { testInNode } from './run-module.ts';

function* turns(count: number) {
  for (let turn = 0; turn < count; turn++) yield;
}

/** Lets the host call back. */
const giveWay = () => new Promise((resolve) => setImmediate(resolve));

test('firstReceive hears of no message while its loop runs, and of it once the host has the thread', async () => {
  const { port1, port2 } = new MessageChannel();
  const loop = new TaskLoop();
  port2.postMessage('Which platform?');
  const task = loop.addTask(firstReceive(port1));
  loop.runUntilComplete(turns(1000));
  expect(task.done()).toBe(false);
  expect(() => loop.runForever()).toThrow(DeadlockError);
  for (let left = 1000; left > 0 && loop.totalTasks() === 0; left--) await giveWay();
  loop.runForever({ untilIdle: true });
  expect(task.result()).toBe('Which platform?');
  port1.close();
});

testInNode(
  'a socket of node:net does nothing while a loop runs in its thread',
  async () => {
    const { createServer } = process.getBuiltinModule('node:net');
    const loop = new TaskLoop();
    let isListening = false;
    const server = createServer().listen(0, '127.0.0.1', () => (isListening = true));
    const listening = new Promise((resolve) => server.once('listening', resolve));
    loop.runUntilComplete(turns(1000));
    expect(isListening).toBe(false);
    await listening;
    expect(isListening).toBe(true);
    server.close();
  },
);
