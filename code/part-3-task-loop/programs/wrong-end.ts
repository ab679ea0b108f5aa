import { LifoLoop } from '../src/drafts/lifo-loop.ts';

const loop = new LifoLoop();

for (const letter of ['a', 'b', 'c']) {
  loop.callSoon(() => console.log(letter));
}
console.log(loop.totalTasks(), 'calls are waiting');

while (loop.totalTasks() > 0) loop.runOnce();
