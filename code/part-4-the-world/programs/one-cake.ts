import {
  FutureTimeoutError,
  shield,
  sleep,
  TaskLoop,
  type Task,
  VirtualClock,
  waitFor,
} from '../src/index.ts';

const baking = 3000; // try 500 to 6000 by 500, in ms

const loop = new TaskLoop({ clock: new VirtualClock() });
const cake = loop.addTask(sleep(baking, 'cherry cake'));

function* eat(name: string, patienceMs: number, cake: Task<string>) {
  try {
    console.log(name, 'eats', yield* waitFor(shield(cake), patienceMs));
  } catch (error) {
    if (!(error instanceof FutureTimeoutError)) throw error;
    console.log(name, 'has an ice cream instead');
  }
}

const ann = loop.addTask(eat('Ann', 1000, cake));
const ben = loop.addTask(eat('Ben', 5000, cake));
loop.runForever({ untilIdle: true });
console.log('cancelled:', ann.cancelled(), ben.cancelled());
