import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();
loop.setExceptionHandler((_, { exception }) =>
  console.log('told:', exception instanceof Error ? exception.message : 'a task waits'),
);

function* fail(what: string): Generator<undefined, never> {
  throw new Error(what);
}
function* waitFor(work: Iterable<any>) {
  yield* work;
}

const disk = loop.addTask(fail('the disk is full'));
loop.addTask(waitFor(disk));

const paper = loop.addTask(fail('the paper is out'));
loop.callSoon(() => void paper.exception());

loop.addTask(fail('the ink is dry'));
loop.addTask(waitFor(loop.createFuture()));

loop.runForever({ untilIdle: true });
loop.close();
