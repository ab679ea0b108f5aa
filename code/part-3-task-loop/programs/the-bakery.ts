import { TaskLoop, ThreadedExecutor } from '../src/index.ts';

const loop = new TaskLoop();
const oven = new ThreadedExecutor(loop, { maxThreads: 1 });

function bake(what: string): string {
  for (const end = Date.now() + 50; Date.now() < end;); // hard work
  return what;
}

function* order(what: string) {
  console.log(yield* oven.submit(bake, what), 'is ready');
}

for (const what of ['bread', 'cake', 'pizza']) loop.addTask(order(what));
loop.runForever({ untilIdle: true });
console.log('the bakery closes');

try {
  loop.runForever();
} catch (error) {
  console.log(String(error));
}
