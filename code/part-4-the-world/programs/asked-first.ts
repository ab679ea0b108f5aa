import { TaskLoop, VirtualClock } from '../src/index.ts';

const loop = new TaskLoop({ clock: new VirtualClock() });
const say = (word: string): void => console.log(word);

loop.callLater(0, say, 'in 0 ms');
loop.callLater(-5, say, 'in -5 ms');
loop.callSoon(() => {
  say('soon');
  loop.callSoon(say, 'soon after');
});
loop.runForever({ untilIdle: true });
