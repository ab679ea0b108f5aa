import { FirstLoop } from '../src/drafts/first-loop.ts';

const loop = new FirstLoop();

function* work() {
  console.log('working');
}

console.log('a generator function:');
loop.callSoon(work);
loop.callSoon(() => loop.stop());
loop.runForever();

console.log('a generator:');
const generator: any = work();
loop.callSoon(generator);
loop.callSoon(() => console.log('innocent, and never called'));
try {
  loop.runForever();
} catch (error) {
  console.log('the whole run ends with a', (error as Error).name);
}
