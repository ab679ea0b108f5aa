import { Future } from '../src/index.ts';

const future = new Future<number>();
future.addDoneCallback(({ state }) => console.log('told that it is', state));
console.log(future.cancel());
console.log(future.cancel(), '(nobody is told twice)');

try {
  future.result();
} catch (error) {
  console.log(String(error));
}
