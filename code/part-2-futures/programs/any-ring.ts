import { ForgetfulFuture } from '../src/drafts/forgetful-future.ts';
import { Future, ThreadedExecutor } from '../src/index.ts';

const executor = new ThreadedExecutor();

for (const Kind of [ForgetfulFuture<number>, Future<number>]) {
  const future = new Kind(); // nobody works on it
  executor.submit(() => 'something else'); // this is done soon
  const begin = performance.now();
  try {
    future.result(1000);
  } catch {
    // the time is over
  }
  const waited = performance.now() - begin;
  console.log(Kind.name, waited < 990 ? 'gave up before its time' : 'waited 1000 ms');
}
