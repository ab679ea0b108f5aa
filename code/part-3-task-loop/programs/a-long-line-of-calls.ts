import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

let sum = 0;
const add = (n: number): void => void (sum += n);
for (let n = 1; n <= 100_000; n++) loop.callSoon(add, n);

loop.runForever({ untilIdle: true });
console.log(sum);
