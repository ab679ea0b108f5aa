import { Condition, gather, run, sleep, VirtualClock, within } from '../src/index.ts';

const news = new Condition();
let free = 0;

const family = () =>
  within(news, function* () {
    yield* news.waitFor(() => free >= 4);
    free -= 4;
    console.log('four seats in a row, please');
  });

function* giveBack(tickets: number) {
  yield* sleep(10);
  yield* within(news, function* () {
    free += tickets;
    console.log(free, 'free');
    news.notifyAll();
  });
}

function* main() {
  yield* gather([family(), giveBack(3), giveBack(2)]);
  console.log(free, 'left');
}

run(main(), { clock: new VirtualClock() });
