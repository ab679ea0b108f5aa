import { getRunningLoop, run, transformFuture } from '../src/index.ts';

const price = Promise.resolve(7);

function* main() {
  const future = transformFuture(price, getRunningLoop());
  console.log('the price is', yield* future);
}

try {
  run(main());
} catch (error) {
  console.log(String(error));
}
