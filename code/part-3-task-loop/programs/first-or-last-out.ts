import { ListLoop } from '../src/drafts/list-loop.ts';
import { TaskLoop } from '../src/index.ts';

const out = 'first'; // try 'first' or 'last'
const people = 3; // try 1 to 5

const loop = { first: new TaskLoop(), last: new ListLoop() }[out];

function count(name: string, last: number): void {
  let n = 0;
  const next = (): void => {
    n++;
    console.log(name, n);
    if (n < last) loop.callSoon(next);
  };
  loop.callSoon(next);
}

for (const name of ['Ann', 'Ben', 'Cleo', 'Dan', 'Eve'].slice(0, people))
  count(name, 3);
while (loop.totalTasks() > 0) loop.runOnce();
