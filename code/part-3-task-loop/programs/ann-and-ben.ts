import { ListLoop } from '../src/drafts/list-loop.ts';

const loop = new ListLoop();

function count(name: string, last: number): void {
  let n = 0;
  const next = (): void => {
    n++;
    console.log(name, n);
    if (n < last) loop.callSoon(next);
  };
  loop.callSoon(next);
}

count('Ann', 3);
count('Ben', 3);
while (loop.totalTasks() > 0) loop.runOnce();
