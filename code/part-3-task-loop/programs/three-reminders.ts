import { FirstHandle } from '../src/drafts/first-handle.ts';
import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

function remind(name: string): FirstHandle {
  const handle = new FirstHandle(() => console.log(`dear ${name}, please pay`));
  loop.callSoon(() => handle.run());
  return handle;
}

remind('Ann');
const reminder = remind('Ben');
remind('Cleo');

reminder.cancel(); // Ben has just paid
console.log('cancelled?', reminder.cancelled());
while (loop.totalTasks() > 0) loop.runOnce();
