import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

loop.setExceptionHandler((_, { message, exception }) => {
  console.log(`${message} - ${exception}`);
});

function divide(a: number, b: number): void {
  if (b === 0) throw new RangeError(`${a} / ${b}`);
  console.log(a / b);
}

loop.callSoon(divide, 6, 3);
loop.callSoon(divide, 1, 0);
loop.callSoon(divide, 8, 2); // the loop goes on
while (loop.totalTasks() > 0) loop.runOnce();
