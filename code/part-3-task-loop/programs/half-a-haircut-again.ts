import { Task, TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();
loop.setExceptionHandler((_, { exception }) =>
  console.log('error:', String(exception)),
);

function* haircut() {
  console.log('cape on');
  try {
    console.log('the left side');
    yield; // the telephone
    console.log('the right side');
  } finally {
    console.log('cape off');
  }
}

const task = new Task(haircut(), loop);
loop.callSoon(() => {
  console.log('cancel:', task.cancel());
  console.log('cancelled:', task.cancelled());
});
loop.runForever({ untilIdle: true });
console.log('at the end:', task.cancelled());
