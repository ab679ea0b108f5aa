import { TaskLoop } from '../src/index.ts';
import { lastTicket } from '../props/last-ticket.ts';

let passed = 0;
for (let run = 0; run < 1000; run++) {
  if (lastTicket(new TaskLoop()) === 0) passed++;
}
console.log(`passed ${passed} times of 1000`);
