import { explore, shared, type TaskLoop } from '../src/index.ts';
import { lastTicket } from '../props/last-ticket.ts';

class Train {
  #seats = 1;
  get left() {
    return this.#seats;
  }
  book() {
    this.#seats--;
  }
}

function lastSeat(loop: TaskLoop) {
  const train = shared(new Train());
  function* sell(pages: number) {
    for (let page = 0; page < pages; page++) yield;
    if (train.left === 0) return;
    yield;
    train.book();
  }
  loop.addTask(sell(0));
  loop.addTask(sell(8));
  loop.runForever({ untilIdle: true });
  return train.left;
}

for (const program of [lastSeat, lastTicket]) {
  const { usual, difference } = explore(program, { prune: true });
  const found = difference ? `and ${difference.result} left` : 'and no other';
  console.log(`${program.name}: ${usual?.result} left, ${found}`);
}
