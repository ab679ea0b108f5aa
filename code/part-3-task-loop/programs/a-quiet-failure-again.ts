import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();
loop.setExceptionHandler((_, { exception }) => console.log('told:', String(exception)));

function* save(name: string) {
  yield; // a slow disk
  if (name === 'photos') throw new Error('the disk is full');
  console.log('saved', name);
}

function* backUp() {
  for (const name of ['letters', 'photos', 'music']) loop.addTask(save(name));
}

loop.addTask(backUp());
loop.runForever({ untilIdle: true });
console.log('all is well');
loop.close();
