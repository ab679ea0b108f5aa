import { TaskLoop } from '../src/index.ts';
import { sources } from '../src/threads/bell.ts';
import { Thread } from '../src/threads/thread.ts';

const loop = new TaskLoop();
const thread = new Thread();
thread.run('() => { for (const end = Date.now() + 100; Date.now() < end; ); }', []);

let looks = 0;
sources.add({
  poll() {
    looks++;
    if (thread.take()) loop.callSoon(() => loop.stop());
  },
});
loop.runForever();
thread.end();

console.log('looks:', looks > 1000 ? 'more than 1000' : 'a few');
