import { PatientTask } from '../src/drafts/patient-task.ts';
import { TaskLoop, type Coroutine } from '../src/index.ts';

const loop = new TaskLoop();
loop.setExceptionHandler(() => console.log('the loop is told of an error'));
const [book, vase] = [loop.createFuture<string>(), loop.createFuture<string>()];

function* waitFor(name: string, parcel: any): Coroutine<void> {
  try {
    console.log(name, 'has', yield parcel);
  } catch (error) {
    console.log(name, 'complains:', (error as Error).message);
  }
}

const tasks = [
  new PatientTask(waitFor('Ann', book), loop),
  new PatientTask(waitFor('Ben', vase), loop),
  new PatientTask(waitFor('Cleo', 5), loop), // 5 is the number on her parcel
];
loop.callSoon(() => book.setResult('a book'));
loop.callSoon(() => vase.setException(new Error('the vase is broken')));

while (loop.totalTasks() > 0) loop.runOnce();
console.log('done:', tasks.filter((task) => task.done()).length, 'of', tasks.length);
