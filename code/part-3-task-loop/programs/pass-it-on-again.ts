import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();
const chain = Array.from({ length: 100_000 }, () => loop.createFuture<string>());
for (const [at, future] of chain.slice(0, -1).entries())
  future.addDoneCallback(() => chain[at + 1]!.setResult('bucket'));

chain[0]!.setResult('bucket');
loop.runUntilComplete(chain.at(-1)!);
console.log('arrived:', chain.at(-1)!.done());
