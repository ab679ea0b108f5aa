import { firstReceive } from '../src/drafts/first-receive.ts';
import { DeadlockError, TaskLoop } from '../src/index.ts';

const { port1: desk, port2: visitor } = new MessageChannel();
const loop = new TaskLoop();

function* clerk() {
  console.log(yield* firstReceive(desk));
}

function* cleaner() {
  for (let turn = 0; turn < 1000; turn++) yield;
  console.log('the desk is clean');
}

visitor.postMessage('Which platform?');
loop.addTask(cleaner());
try {
  loop.runUntilComplete(clerk());
} catch (error) {
  console.log('deadlock:', error instanceof DeadlockError);
}
desk.close();
