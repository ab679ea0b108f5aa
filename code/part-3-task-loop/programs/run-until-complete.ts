import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

function* boil(what: string, turns: number) {
  for (let turn = 0; turn < turns; turn++) yield; // let others run
  return `boiled ${what}`;
}

function* breakfast() {
  const [egg, tea] = [loop.addTask(boil('egg', 4)), loop.addTask(boil('water', 2))];
  return `${yield* egg} and ${yield* tea}`;
}

function* toast(): Generator<undefined, string> {
  yield;
  throw new RangeError('the toaster is on fire');
}

console.log(loop.runUntilComplete(breakfast()));
try {
  console.log(loop.runUntilComplete(toast()));
} catch (error) {
  console.log(String(error));
}
