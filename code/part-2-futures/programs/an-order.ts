import { Future } from '../src/index.ts';

const order = new Future<string>();
order.addDoneCallback((done) => console.log('taste the', done.result()));
order.addDoneCallback((done) => console.log('pay for the', done.result()));

console.log('the kitchen is cooking');
order.setResult('soup');
console.log('the kitchen is done');

order.addDoneCallback((done) => console.log('praise the', done.result()));
console.log('the end');
