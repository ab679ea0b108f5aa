import { TaskLoop, type Future } from '../src/index.ts';

const loop = new TaskLoop();

function* eat(name: string, soup: Future<string>) {
  try {
    console.log(name, 'eats', yield* soup);
  } catch (error) {
    console.log(name, 'leaves:', String(error));
    throw error;
  }
}

const soup = loop.createFuture<string>();
const ann = loop.addTask(eat('Ann', soup));
const ben = loop.addTask(eat('Ben', soup));

loop.callSoon(() => ann.cancel('Ann has to go'));
loop.callSoon(() => soup.done() || soup.setResult('onion soup'));
loop.runForever({ untilIdle: true });
console.log('cancelled:', ann.cancelled(), ben.cancelled());
