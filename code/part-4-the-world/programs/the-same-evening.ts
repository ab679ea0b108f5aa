import { Lock, TaskLoop, within } from '../src/index.ts';

const loop = new TaskLoop();
const till = new Lock();
const ledger = new Lock();

function* clerk(first: Lock, second: Lock) {
  yield* within(first, function* () {
    yield; // counts
    yield* within(second, function* () {
      yield; // writes it down
    });
  });
}

function* closing() {
  const ann = loop.addTask(clerk(till, ledger), { name: 'Ann' });
  for (let hour = 0; hour < 5; hour++) yield;
  const ben = loop.addTask(clerk(ledger, till), { name: 'Ben' });
  yield* ann;
  yield* ben;
}

loop.runUntilComplete(closing());
console.log('closed');
