import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

let paid = 0;
const payment = loop.callSoon(() => {
  paid += 10;
});

payment.run(); // by hand, because we're in a hurry
console.log('paid', paid);

payment.cancel();
console.log('cancelled?', payment.cancelled());

loop.runOnce(); // by the loop, when its turn comes
console.log('paid', paid);
