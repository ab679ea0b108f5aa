import { sleep, TaskLoop, ThreadedExecutor } from '../src/index.ts';

const loop = new TaskLoop();
const clerks = new ThreadedExecutor(loop, { maxThreads: 2 });

function serve(name: string, question: Int32Array) {
  Atomics.wait(question, 0, 0); // listens to this visitor until the question comes
  return `${name}: platform 4`;
}

function arrive(name: string) {
  const question = new Int32Array(new SharedArrayBuffer(4));
  const answer = clerks.submit(serve, name, question);
  const ask = () => {
    console.log(`${name} asks`);
    Atomics.store(question, 0, 1);
    Atomics.notify(question, 0);
  };
  return { ask, answer };
}

function* station() {
  const [ann, ben, cleo] = ['Ann', 'Ben', 'Cleo'].map(arrive);
  cleo!.ask();
  yield* sleep(100);
  console.log('Cleo has her answer:', cleo!.answer.done());
  ann!.ask();
  console.log(yield* ann!.answer);
  console.log(yield* cleo!.answer);
  ben!.ask();
  console.log(yield* ben!.answer);
}

loop.runUntilComplete(station());
loop.close();
