// When messages of ports come, what keeps a port listening, and what keeps no program running: as
// in Node.
import { test } from 'vitest';
import { useEngine } from './engine.ts';
import { same, split } from './in-node.ts';

useEngine();

const MESSAGES = `
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => { console.log('message', data); process.nextTick(() => console.log('tick', data)); Promise.resolve().then(() => console.log('promise', data)); queueMicrotask(() => console.log('micro', data)); if (data === 3) port2.close(); };
for (const n of [1, 2, 3]) port1.postMessage(n);
---
const { port1, port2 } = new MessageChannel();
port2.addEventListener('message', ({ data }) => { console.log('message', data); process.nextTick(() => console.log('tick', data)); Promise.resolve().then(() => console.log('promise', data)); });
port2.addEventListener('message', ({ data }) => { console.log('second listener', data); if (data === 2) port2.close(); });
port1.postMessage(1); port1.postMessage(2);
---
const { port1, port2 } = new MessageChannel();
port2.onmessage = async ({ data }) => { console.log('message', data); await null; console.log('after', data); await null; console.log('later', data); if (data === 3) port2.close(); };
for (const n of [1, 2, 3]) port1.postMessage(n);
---
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => { console.log('message', data); port2.close(); };
port1.postMessage('a'); setImmediate(() => console.log('immediate')); process.nextTick(() => console.log('tick')); queueMicrotask(() => console.log('micro'));
---
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => { console.log('message', data); if (data === 'c') port2.close(); setImmediate(() => console.log('immediate', data)); };
setTimeout(() => { for (const text of 'abc') port1.postMessage(text); setImmediate(() => console.log('immediate')); setTimeout(() => console.log('timeout'), 0); for (const end = performance.now() + 30; performance.now() < end;); }, 5);
---
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => { console.log('message', data); port2.close(); };
setImmediate(() => { port1.postMessage('a'); setImmediate(() => console.log('immediate')); setTimeout(() => console.log('timeout'), 0); for (const end = performance.now() + 30; performance.now() < end;); });
---
const { port1, port2 } = new MessageChannel();
let n = 0;
port1.onmessage = () => { console.log('one', n); if (++n < 6) port1.postMessage(0); else port1.close(); };
port2.onmessage = () => { console.log('two', n); if (++n < 6) port2.postMessage(0); else port1.close(); };
port1.postMessage(0); setImmediate(() => console.log('immediate'));
---
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => { console.log('two', data); if (data < 5) port1.postMessage(data + 1); else port1.close(); setImmediate(() => console.log('immediate', data)); };
setTimeout(() => port1.postMessage(0), 5);
---
const channels = [1, 2].map(() => new MessageChannel());
channels.forEach(({ port2 }, i) => { port2.onmessage = ({ data }) => { console.log(i, data); if (data === 2) port2.close(); }; });
channels[1].port1.postMessage(1); channels[0].port1.postMessage(1); channels[1].port1.postMessage(2); channels[0].port1.postMessage(2);
---
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => { console.log('message', data); if (data === 2) port2.close(); if (data === 1) throw new Error('x'); };
process.on('uncaughtException', (error) => console.log('caught', error.message));
port1.postMessage(1); port1.postMessage(2);
---
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => console.log(data);
port1.postMessage(1); port1.postMessage(2); port1.close();
---
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => { console.log(data); port2.close(); };
port1.postMessage(1); port1.postMessage(2); setTimeout(() => {}, 20);
---
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => console.log(data); port1.postMessage(1); port2.close(); setTimeout(() => console.log('end'), 20);
---
const [a, b] = [new MessageChannel(), new MessageChannel()];
a.port2.onmessage = ({ data }) => { console.log('a', data); b.port2.close(); a.port2.close(); }; b.port2.onmessage = ({ data }) => console.log('b', data);
b.port1.postMessage(1); a.port1.postMessage(1); b.port1.postMessage(2); setTimeout(() => console.log('end'), 20);
---
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => console.log(data);
port2.addEventListener('close', () => { console.log('close 2'); process.nextTick(() => console.log('tick')); });
port1.addEventListener('close', () => console.log('close 1')); port1.onmessage = () => {};
setImmediate(() => { port1.close(); port1.postMessage(3); setImmediate(() => console.log('immediate')); });
---
const { port1, port2 } = new MessageChannel();
port2.addEventListener('message', ({ data }) => console.log(data), { once: true });
port1.postMessage(1); port1.postMessage(2);
---
const { port1, port2 } = new MessageChannel(); const on = ({ data }) => { console.log(data); port2.removeEventListener('message', on); };
port2.addEventListener('message', on); port1.postMessage(1); port1.postMessage(2);
---
const { port1, port2 } = new MessageChannel(); const { port1: inner1, port2: inner2 } = new MessageChannel();
port2.onmessage = ({ data, ports: [port] }) => { port.onmessage = (event) => { console.log('inner', event.data, event.ports.length); port.close(); }; console.log(data); port2.close(); };
inner1.postMessage('hi'); port1.postMessage('x', [inner2]);
---
const { port1, port2 } = new MessageChannel();
port2.onmessage = (e) => { console.log(e.type, e.constructor.name, e.target === port2, e.currentTarget === port2, e.isTrusted, e.origin, e.lastEventId, e.source, e.cancelable, e.bubbles, typeof e.timeStamp); port2.close(); };
port1.postMessage(1); console.log(port2.onmessage.length, port1.onmessage, new MessageChannel() instanceof MessageChannel, MessageChannel.name, MessageChannel.length, port1 instanceof EventTarget, port1.hasRef(), port2.hasRef());
---
const { port1, port2 } = new MessageChannel();
port2.onmessage = () => console.log('never'); port2.unref(); port1.postMessage(1);
---
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => console.log(data); port2.unref(); port1.postMessage(1); setTimeout(() => console.log('end'), 20);
---
try { MessageChannel(); } catch (error) { console.log(error.name, error.message); } class My extends MessageChannel {} console.log(new My().port1 instanceof MessagePort);
---
const { port1, port2 } = new MessageChannel(); const late = structuredClone(port2, { transfer: [port2] });
port1.postMessage(5); late.onmessage = ({ data }) => { console.log(data); late.close(); };
`;
test.each(split(MESSAGES))('messages: %s', same);

const WAITS = `
console.log(await Atomics.waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0).value);
---
console.log(await Atomics.waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50).value);
---
Atomics.waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50).value.then(console.log); console.log('end');
---
setTimeout(() => console.log('timer'), 120); console.log(await Atomics.waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50).value);
---
const ia = new Int32Array(new SharedArrayBuffer(4)); Atomics.waitAsync(ia, 0, 0).value.then(console.log); setTimeout(() => console.log(Atomics.notify(ia, 0)), 20);
---
const ia = new Int32Array(new SharedArrayBuffer(4)); Atomics.waitAsync(ia, 0, 0).value.then(console.log); console.log(Atomics.notify(ia, 0));
---
const ia = new Int32Array(new SharedArrayBuffer(4)); console.log(Atomics.waitAsync(ia, 0, 1), Atomics.waitAsync(ia, 0, 0, 0), Atomics.waitAsync.name, Atomics.waitAsync.length); try { Atomics.waitAsync([], 0, 0); } catch (error) { console.log(error.message); }
`;
test.each(split(WAITS))('what waits, and keeps nothing running: %s', same);
