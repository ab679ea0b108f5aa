import { sleep, TaskGroup, TaskLoop, VirtualClock, within } from '../src/index.ts';

const loop = new TaskLoop({ clock: new VirtualClock() });

function* call() {
  yield* sleep(1000);
  throw new Error('the line is dead');
}

function* write() {
  try {
    yield* sleep(5000);
  } catch (error) {
    throw new Error('the ink is spilt', { cause: error });
  }
}

function* evening() {
  try {
    yield* within(new TaskGroup(), function* (group) {
      group.addTask(call());
      group.addTask(write());
      yield* sleep(60_000);
      console.log('a minute later');
    });
  } catch (error) {
    console.log((error as AggregateError).errors.map((each) => each.message));
  }
  console.log('open requests:', task.cancelling());
  return 'at home';
}

const task = loop.addTask(evening());
console.log(loop.runUntilComplete(task));
