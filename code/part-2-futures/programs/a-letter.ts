import { startWorker } from '../props/worker.ts';
import { bell } from '../src/threads/bell.ts';

const mailbox = new SharedArrayBuffer(1024);
const length = new Int32Array(mailbox, 0, 1); // of the letter, once it is there

function overThere({ source, args, mailbox, bell }: any): void {
  const result = (0, eval)(`(${source})`)(...args);
  const letter = new TextEncoder().encode(JSON.stringify(result));
  new Uint8Array(mailbox, 4).set(letter);
  Atomics.store(new Int32Array(mailbox), 0, letter.length);
  Atomics.add(bell, 0, 1);
  Atomics.notify(bell, 0);
}

function add(a: number, b: number): number {
  return a + b;
}

const data = { source: String(add), args: [3, 4], mailbox, bell };
startWorker(`(${overThere})(data)`, data);

console.log('going to sleep');
Atomics.wait(bell, 0, 0);
const letter = new Uint8Array(mailbox, 4, Atomics.load(length, 0)).slice();
console.log('the letter says', JSON.parse(new TextDecoder().decode(letter)));
