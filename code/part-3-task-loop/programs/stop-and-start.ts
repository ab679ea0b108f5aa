import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

function countdown(n: number): void {
  console.log(n);
  if (n === 0) loop.stop();
  else loop.callSoon(countdown, n - 1);
}

loop.callSoon(countdown, 2);
loop.runForever();
console.log('stopped');

loop.callSoon(countdown, 1);
loop.runForever();
console.log('stopped again');
