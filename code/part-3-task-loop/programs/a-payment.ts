import { FirstHandle } from '../src/drafts/first-handle.ts';

let paid = 0;
const payment = new FirstHandle(() => {
  paid += 10;
});

payment.run(); // by hand, because we're in a hurry
console.log('paid', paid);

payment.cancel();
console.log('cancelled?', payment.cancelled());

payment.run(); // by a loop, when its turn comes
console.log('paid', paid);
