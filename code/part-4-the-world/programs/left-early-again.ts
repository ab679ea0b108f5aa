import { sleep, TaskLoop, VirtualClock } from '../src/index.ts';

const HOUR = 3_600_000;
const loop = new TaskLoop({ clock: new VirtualClock() });
loop.setExceptionHandler((_, { exception }) => console.log('told:', String(exception)));

const guest = loop.addTask(sleep(8 * HOUR));
loop.callLater(1 * HOUR, () => guest.cancel('an early train'));
loop.runForever({ untilIdle: true });
console.log('the guest has left:', guest.cancelled());
console.log('the hotel closes after', loop.time() / HOUR, 'h');
