import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

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
