import { replay } from '../src/index.ts';
import { lastTicket } from '../props/last-ticket.ts';

console.log(replay(lastTicket, [1, 1, 1, 1, 1, 1, 1, 1]), 'left');
