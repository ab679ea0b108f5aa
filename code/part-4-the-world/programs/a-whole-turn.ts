import { HostedLoop } from '../src/index.ts';

const loop = new HostedLoop();

function* work(name: string) {
  console.log(`${name} begins`);
  void Promise.resolve().then(() => console.log(`${name} hears its promise`));
  yield;
  console.log(`${name} ends`);
}

await Promise.all([loop.run(work('A')), loop.run(work('B'))]);
loop.close();
