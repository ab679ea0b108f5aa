import { asyncHelper, ThreadedExecutor } from '../src/index.ts';

function workLoad(): number {
  for (const begin = Date.now(); Date.now() - begin < 100;); // hard work
  return 42;
}

const executor = new ThreadedExecutor();

const work = asyncHelper(function* (name: string) {
  console.log('Work started by', name);
  const result = yield* executor.submit(workLoad);
  console.log('Gotcha', result);
  return result * 2;
});

const task = work('me'); // a call like any other
console.log('Result:', task.result());
