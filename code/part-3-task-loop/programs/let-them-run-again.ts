import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

loop.callSoon(() => {
  console.log('a callback lets the others run');
  try {
    loop.runForever();
  } catch (error) {
    console.log(String(error));
  }
  console.log('and goes on');
});
loop.callSoon(() => loop.stop()); // ends the run at the end of this file

let calls = 0;
loop.callSoon(function count() {
  if (++calls < 1000) return void loop.callSoon(count);
  console.log('1000 calls');
  loop.stop();
});

loop.runForever();
console.log('the end');
