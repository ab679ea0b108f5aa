import { ListLoop } from '../src/drafts/list-loop.ts';

const loop = new ListLoop();

for (const letter of ['a', 'b', 'c']) {
  loop.callSoon(() => console.log(letter));
}
console.log(loop.totalTasks(), 'callbacks are waiting');

while (loop.totalTasks() > 0) loop.runOnce();
