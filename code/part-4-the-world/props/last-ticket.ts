import type { Coroutine, TaskLoop } from '../src/index.ts';

/** Two clerks sell the last seat of the night train. Returns how many seats are left. */
export function lastTicket(loop: TaskLoop): number {
  let seats = 1;
  function* sell(pages: number): Coroutine<void> {
    for (let page = 0; page < pages; page++) yield; // leafs through the timetable
    if (seats === 0) return;
    yield; // prints the ticket
    seats--;
  }
  loop.addTask(sell(0), { name: 'for Ann' });
  loop.addTask(sell(8), { name: 'for Ben' });
  loop.runForever({ untilIdle: true });
  return seats;
}
