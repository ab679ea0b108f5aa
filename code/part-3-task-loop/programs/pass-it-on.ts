import { BluntFuture } from '../src/drafts/blunt-future.ts';

const chain = Array.from({ length: 100_000 }, () => new BluntFuture<string>());
for (const [at, future] of chain.slice(0, -1).entries())
  future.addDoneCallback(() => chain[at + 1]!.setResult('bucket'));

try {
  chain[0]!.setResult('bucket');
} catch (error) {
  console.log('caught a', (error as Error).name);
}
console.log('arrived:', chain.at(-1)!.done());
