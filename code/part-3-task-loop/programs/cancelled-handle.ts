import { SloppyHandle } from '../src/drafts/sloppy-handle.ts';
import { TaskLoop } from '../src/index.ts';

const draft = new SloppyHandle(() => console.log('the draft runs all the same'));
draft.cancel();
console.log('draft: cancelled?', draft.cancelled());
draft.run();

const loop = new TaskLoop();
loop.callSoon(() => console.log('a'));
const b = loop.callSoon(() => console.log('b'));
loop.callSoon(() => console.log('c'));
b.cancel();
b.cancel(); // saying so twice is no mistake
console.log('b: cancelled?', b.cancelled());
while (loop.totalTasks() > 0) loop.runOnce();
