import { Condition, TaskLoop, within } from '../src/index.ts';

const loop = new TaskLoop();
const news = new Condition();

function* guest() {
  yield; // hangs up her coat
  yield* within(news, () => news.wait());
  console.log('Ann has her soup');
}

function* kitchen() {
  for (let minute = 0; minute < 5; minute++) yield;
  yield* within(news, function* () {
    news.notify();
  });
}

function* evening() {
  const ann = loop.addTask(guest(), { name: 'Ann' });
  loop.addTask(kitchen());
  yield* ann;
}

loop.runUntilComplete(evening());
