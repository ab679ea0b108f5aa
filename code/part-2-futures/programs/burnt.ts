import { Future } from '../src/index.ts';

const order = new Future<string>();
order.addDoneCallback((done) => {
  try {
    console.log('taste the', done.result());
  } catch (error) {
    console.log('complain:', String(error));
  }
});
order.addDoneCallback(() => console.log('leave a tip'));

order.setException(new Error('the soup is burnt'));
console.log('the kitchen is done');
