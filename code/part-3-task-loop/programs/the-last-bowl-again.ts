import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();
let bowls = 1;
const answer = (): string => (bowls > 0 ? 'of course' : 'sold out, sorry');

const soup = loop.createFuture<string>();
soup.addDoneCallback(() => {
  console.log('customer: another soup, please');
  console.log('kitchen:', answer());
});

soup.setResult('soup'); // the kitchen serves it
bowls--; // and counts what's left
console.log('bowls left:', bowls);
while (loop.totalTasks() > 0) loop.runOnce();
