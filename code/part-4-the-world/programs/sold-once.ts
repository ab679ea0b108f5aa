import { explore, type TaskLoop } from '../src/index.ts';

function lastTicket(loop: TaskLoop) {
  let seats = 1;
  function* sell(pages: number) {
    for (let page = 0; page < pages; page++) yield;
    if (seats === 0) return;
    seats--; // in the same step as the question
    yield;
  }
  loop.addTask(sell(0), { name: 'for Ann' });
  loop.addTask(sell(8), { name: 'for Ben' });
  loop.runForever({ untilIdle: true });
  return seats;
}

const { schedules, isComplete, usual } = explore(lastTicket);
console.log(`${schedules} orders, ${usual?.result} left in each: ${isComplete}`);
