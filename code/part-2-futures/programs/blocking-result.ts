import { ThreadedExecutor } from '../src/index.ts';

function workLoad(): number {
  for (const begin = Date.now(); Date.now() - begin < 100;); // hard work
  return 42;
}

const executor = new ThreadedExecutor();
const future = executor.submit(workLoad);
console.log('started');
future.addDoneCallback(() => console.log('finished'));
console.log(future.result()); // waits here
