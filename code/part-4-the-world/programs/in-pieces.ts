import { run, StreamReader } from '../src/index.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trimEnd();

const reader = new StreamReader({ limit: 16 }); // bytes
for (const piece of [
  'Plat',
  'form 4\nTra',
  'ck 7;0815',
  'on and on and on and on\nbye',
])
  reader.feedData(bytes(piece));
reader.feedEof();

function* read() {
  console.log(text(yield* reader.readLine()));
  console.log(text(yield* reader.readUntil(bytes(';'))));
  console.log(text(yield* reader.readExactly(4)));
  try {
    yield* reader.readLine();
  } catch (error) {
    console.log(String(error));
  }
  try {
    yield* reader.readExactly(4);
  } catch (error) {
    console.log(String(error));
  }
}

run(read());
