import { Future } from '../src/index.ts';

const order = new Future<string>();
order.addDoneCallback(({ state }) => console.log('the order is', state));

console.log('cancel:', order.cancel());
try {
  order.setResult('a soup');
} catch (error) {
  console.log(String(error));
}
console.log('cancel again:', order.cancel());
