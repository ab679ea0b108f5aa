import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();
const soup = loop.createFuture<string>();

function* eat() {
  try {
    console.log('eats', yield* soup);
  } catch (error) {
    console.log('leaves:', String(error));
    throw error;
  }
}

const task = loop.addTask(eat());
loop.callSoon(() => {
  soup.setResult('onion soup');
  console.log('cancel:', task.cancel('the bus is here'));
});
loop.runForever({ untilIdle: true });
console.log('soup:', soup.result());
console.log('cancelled:', task.cancelled());
