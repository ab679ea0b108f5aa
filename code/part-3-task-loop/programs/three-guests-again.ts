import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();
loop.setExceptionHandler((_, { exception }) =>
  console.log('the exception handler hears:', (exception as Error).message),
);
const soup = loop.createFuture<string>();
soup.addDoneCallback(() => console.log('Ann eats'));
soup.addDoneCallback(() => {
  throw new Error('Ben has burnt his tongue');
});
soup.addDoneCallback(() => console.log('Cleo eats'));

try {
  soup.setResult('soup');
  console.log('the kitchen is done');
} catch (error) {
  console.log('the kitchen hears:', (error as Error).message);
}
loop.runUntilComplete(soup);
