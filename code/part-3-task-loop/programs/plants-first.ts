import { FirstLoop } from '../src/drafts/first-loop.ts';

const loop = new FirstLoop();

function* water() {
  console.log('the plants have water');
}

function feed(): void {
  console.log('the cat is fed');
}

const watering: any = water(); // any, as from an untyped list
loop.callSoon(watering);
loop.callSoon(feed);
console.log('all is written down');
try {
  loop.runForever();
} catch (error) {
  console.log('the loop ends with a', (error as Error).name);
}
