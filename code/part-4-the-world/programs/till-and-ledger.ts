import { explore, Lock, shared, within, type TaskLoop } from '../src/index.ts';

function evening(loop: TaskLoop) {
  const till = shared(new Lock(), 'the till');
  const ledger = shared(new Lock(), 'the ledger');
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
}

const { schedules, difference } = explore(evening);
console.log(`order ${schedules}: ${(difference!.error as Error).message}`);
for (const { task, for: what, lastUsedBy } of difference!.waits) {
  if (lastUsedBy) console.log(`${task} waits for ${what}, last used by ${lastUsedBy}`);
}
