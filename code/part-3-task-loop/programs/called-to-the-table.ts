import { TaskLoop, type Future } from '../src/index.ts';

const loop = new TaskLoop();

/** Runs the loop until the future is done. */
function runUntilDone(future: Future<unknown>): void {
  future.addDoneCallback(() => loop.stop());
  loop.runForever();
}

function* count(name: string, upTo: number) {
  for (let n = 1; n <= upTo; n++) {
    console.log(name, n);
    yield;
  }
}

const dinner = loop.createFuture<string>();
loop.callSoon(() => loop.stop()); // the doorbell rings: dinner has to wait
runUntilDone(dinner);

loop.callSoon(() => dinner.setResult('soup'));
runUntilDone(loop.addTask(count('sheep', 5)));
console.log('asleep');
