import { PlainFuture } from '../src/drafts/plain-future.ts';
import { PlainTask } from '../src/drafts/plain-task.ts';
import { Future, Task, TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();
const log: string[] = [];

function* countTo3(name: string) {
  for (let step = 0; step < 3; step++) {
    log.push(name + step);
    yield;
  }
}

for (const Kind of [PlainTask, Task]) {
  log.length = 0;
  new Kind(countTo3('A'), loop);
  const last = new Kind(countTo3('B'), loop);
  loop.runUntilComplete(last);
  console.log(`${Kind.name}: ${log.join(' ')}`);
}

for (const Kind of [PlainFuture<string>, Future<string>]) {
  const future = new Kind(loop);
  for (const name of ['Ann', 'Ben'])
    future.addDoneCallback(() =>
      console.log(`${Kind.name}: ${name} got`, future.result()),
    );
  future.setResult('soup');
  loop.runForever({ untilIdle: true });
}
