import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();
const parcel = loop.createFuture<string>();

function* work() {
  console.log('Starting');
  const content = yield* parcel;
  console.log('Finished:', content);
}

const task = loop.addTask(work());
loop.runOnce();
console.log('ready:', loop.totalTasks(), '- done:', task.done());

parcel.setResult('a book');
console.log('ready:', loop.totalTasks(), '- done:', task.done());

loop.runOnce();
console.log('ready:', loop.totalTasks(), '- done:', task.done());
