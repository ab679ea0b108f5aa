import { LifoLoop } from '../src/drafts/lifo-loop.ts';

const loop = new LifoLoop();

function tick(): void {
  console.log('tick');
  loop.callSoon(tick); // and again, for ever
}
loop.callSoon(() => console.log('patient was called at last'));
loop.callSoon(tick);

for (let call = 0; call < 4; call++) loop.runOnce();
console.log(loop.totalTasks(), 'calls are still waiting');
