import { Future } from '../src/index.ts';

const future = new Future<number>();
console.log(future.state);

future.addDoneCallback((done) => console.log('first was told', done.result()));
future.addDoneCallback((done) => console.log('second was told', done.result()));
future.setResult(42);
console.log(future.state);

future.addDoneCallback((done) => console.log('late, but told at once:', done.result()));
console.log('the end');
