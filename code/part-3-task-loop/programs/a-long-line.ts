import { ArrayQueue } from '../src/drafts/array-queue.ts';

const queue = new ArrayQueue<number>();
for (let n = 1; n <= 100_000; n++) queue.push(n);

let sum = 0;
while (queue.length > 0) sum += queue.shift()!;
console.log(sum);
