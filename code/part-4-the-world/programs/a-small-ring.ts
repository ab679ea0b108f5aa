import { Ring } from '../src/net/ring.ts';

const ring = new Ring(Ring.memory(64)); // bytes
const put = (text: string) => {
  const fits = ring.put(1, 7, new TextEncoder().encode(text));
  console.log(`${text}: ${fits}`);
};

for (const text of ['Which', 'platform', 'please', 'now']) put(text);
const taken: string[] = [];
const writerWaits = ring.takeAll((_what, _whom, bytes) =>
  taken.push(new TextDecoder().decode(bytes)),
);
console.log(`taken: ${taken.join(' ')}, the writer waits: ${writerWaits}`);
put('now');
