import { TaskLoop } from '../src/index.ts';

const ours = new TaskLoop();
const other = new TaskLoop();

const soup = other.createFuture<string>();
soup.addDoneCallback((done) => console.log('customer:', done.result()));
soup.setResult('soup');

while (ours.totalTasks() > 0) ours.runOnce();
console.log('our loop has nothing to do');
console.log('in the other queue:', other.totalTasks());
