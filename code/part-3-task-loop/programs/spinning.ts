import { sources } from '../src/threads/bell.ts';
import { FirstLoop } from '../src/drafts/first-loop.ts';
import { TaskLoop } from '../src/index.ts';
import { Thread } from '../src/threads/thread.ts';

for (const loop of [new FirstLoop(), new TaskLoop()]) {
  const thread = new Thread(); // another thread, which takes its time
  thread.run('() => { for (const end = Date.now() + 100; Date.now() < end; ); }', []);

  let looks = 0;
  const source = {
    poll() {
      looks++;
      if (thread.take()) loop.callSoon(() => loop.stop());
    },
  };
  sources.add(source);
  loop.runForever();
  sources.delete(source);
  thread.end();

  const often = looks > 1000 ? 'more than 1000 times' : 'a few times';
  console.log(loop.constructor.name, 'looked', often);
}
