import { ArrayQueue } from '../src/drafts/array-queue.ts';

const numbers = 100_000; // try 10_000 to 100_000 by 10_000

const queue = new ArrayQueue<number>();
for (let n = 1; n <= numbers; n++) queue.push(n);

let sum = 0;
while (queue.length > 0) sum += queue.shift()!;
console.log(sum);
