import { FirstFuture } from '../src/drafts/first-future.ts';

const order = new FirstFuture<string>();
order.addDoneCallback(({ value }) => console.log('pay for', value));

order.cancel();
order.cancel(); // to be sure
order.setResult('a soup');
order.setResult('a cake');
