import { FirstLoop } from '../src/drafts/first-loop.ts';

const loop = new FirstLoop();

function* water() {
  console.log('the plants have water');
}

function feed(): void {
  console.log('the cat is fed');
}

loop.callSoon(water);
loop.callSoon(feed);
loop.callSoon(() => loop.stop());
loop.runForever();
