import { LifoLoop } from '../src/drafts/lifo-loop.ts';

const loop = new LifoLoop();

for (const letter of ['a', 'b', 'c']) {
  loop.callSoon(() => console.log(letter));
}
while (loop.totalTasks() > 0) loop.runOnce();
