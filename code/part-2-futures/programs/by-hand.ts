import { Future } from '../src/index.ts';

const future = new Future<number>();

function* plain(): Generator<Future<number>, string, number> {
  return `yield got ${yield future}`;
}

function* starred() {
  return `yield* got ${yield* future}`;
}

const both = [plain(), starred()];
for (const work of both) console.log(work.next().value === future);

future.setResult(42);
for (const work of both) console.log(work.next().value); // and brings nothing
