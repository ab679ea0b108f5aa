import { TaskLoop, type Coroutine } from '../src/index.ts';

const loop = new TaskLoop();
const parcel = loop.createFuture<string>();
parcel.setResult('a book'); // before anyone asks

function* ann(): Coroutine<void> {
  console.log('Ann asks');
  console.log('Ann has', yield parcel);
}

function* ben(): Coroutine<void> {
  console.log('Ben asks');
  console.log('Ben has', yield* parcel);
}

loop.addTask(ann());
loop.addTask(ben());
while (loop.totalTasks() > 0) loop.runOnce();
