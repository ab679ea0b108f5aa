import { FutureCancelledError, TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

function* atMostAnHour() {
  try {
    yield* loop.createFuture(); // a haircut that takes for ever
  } catch (error) {
    if (!(error instanceof FutureCancelledError)) throw error;
    console.log('told:', error.message);
    console.log('asked:', task.cancelling());
    if (task.uncancel() > 0) throw error; // the hour was mine, the rest wasn’t
  }
  console.log('a quick shave instead');
}

let task = loop.addTask(atMostAnHour());
loop.callSoon(() => task.cancel('the hour is over'));
loop.runForever({ untilIdle: true });
console.log('cancelled:', task.cancelled());

task = loop.addTask(atMostAnHour());
loop.callSoon(() => {
  task.cancel('the hour is over');
  task.cancel('the shop is on fire');
});
loop.runForever({ untilIdle: true });
console.log('cancelled:', task.cancelled());
