import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();
const soup = loop.createFuture<string>();

loop.callSoon(() => {
  try {
    console.log('customer:', soup.result());
  } catch (error) {
    console.log('customer:', String(error));
  }
});
loop.callSoon(() => {
  soup.setResult('soup');
  console.log('kitchen: here it is');
});

while (loop.totalTasks() > 0) loop.runOnce();
console.log('afterwards:', soup.result());
