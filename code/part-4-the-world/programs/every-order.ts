import { explore } from '../src/index.ts';
import { lastTicket } from '../props/last-ticket.ts';

const { usual, schedules, difference } = explore(lastTicket);
console.log(`usually ${usual?.result} left`);
console.log(`in order ${schedules}: ${difference?.result} left`);
console.log(`choices: ${difference?.choices.join(' ')}`);
