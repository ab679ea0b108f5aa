import { Handle, TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

function remind(name: string): Handle {
  return loop.callSoon(() => console.log(`dear ${name}, please pay`));
}

remind('Ann');
const reminder = remind('Ben');
remind('Cleo');

reminder.cancel(); // Ben has just paid
reminder.cancel(); // and says so again, by telephone
console.log('cancelled?', reminder.cancelled());
console.log('in the queue:', loop.totalTasks());
while (loop.totalTasks() > 0) loop.runOnce();
