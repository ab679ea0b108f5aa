import { HostedLoop, transformFuture } from '../src/index.ts';

const loop = new HostedLoop();

async function lookUp(name: string) {
  await null; // a slow index
  return `shelf of ${name}`;
}

function* fetchBook(name: string) {
  const shelf = yield* transformFuture(lookUp(name), loop);
  return `a book from the ${shelf}`;
}

async function readAloud() {
  console.log(await loop.addTask(fetchBook('Kafka')));
  loop.close();
}

void readAloud();
