import { FirstLoop } from '../src/drafts/first-loop.ts';

const loop = new FirstLoop();

loop.callSoon(() => {
  console.log('the inner run begins');
  loop.runForever();
  console.log('the inner run is over');
});
loop.callSoon(() => loop.stop()); // meant for the run at the end of this file

let calls = 0;
loop.callSoon(function watch() {
  if (++calls < 1000) return loop.callSoon(watch);
  console.log('a thousand calls later the outer run has not ended');
  loop.stop();
});

loop.runForever();
