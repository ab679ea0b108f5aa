import { FirstLoop } from '../src/drafts/first-loop.ts';
import { TaskLoop } from '../src/index.ts';

for (const loop of [new FirstLoop(), new TaskLoop()]) {
  console.log(loop.constructor.name);
  loop.stop(); // no run has begun
  for (const letter of ['a', 'b', 'c']) {
    loop.callSoon(() => console.log(' ', letter));
  }
  loop.runForever();
  console.log('  the run is over');
}
