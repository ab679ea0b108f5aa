import { LifoLoop } from '../src/drafts/lifo-loop.ts';

const loop = new LifoLoop();

function tick(): void {
  console.log('tick');
  loop.callSoon(tick); // and again, for ever
}
loop.callSoon(() => console.log('patient was called at last'));
loop.callSoon(tick);

for (let turn = 0; turn < 4; turn++) loop.runOnce();
console.log(loop.totalTasks(), 'calls are still waiting');
