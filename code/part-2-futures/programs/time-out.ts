import { Future, FutureTimeoutError } from '../src/index.ts';

const future = new Future<number>(); // nobody works on it
try {
  future.result(100);
} catch (error) {
  console.log(String(error));
  console.log(error instanceof FutureTimeoutError);
}
console.log('it is still', future.state);

future.setResult(42);
console.log(future.result(100));
