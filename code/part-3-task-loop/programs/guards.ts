import { TaskLoop } from '../src/index.ts';

function attempt(what: string, work: () => unknown): void {
  try {
    work();
    console.log(`${what}: taken`);
  } catch (error) {
    const { name, message } = error as Error;
    console.log(`${what}: ${name}`);
    console.log('  ' + message);
  }
}

const loop = new TaskLoop();
function* generatorFunction() {}
async function asyncFunction() {}

const callSoon = (callback: unknown) => loop.callSoon(callback as () => void);
attempt('a function', () => callSoon(() => {}));
attempt('a generator function', () => callSoon(generatorFunction));
attempt('a generator', () => callSoon(generatorFunction()));
attempt('an async function', () => callSoon(asyncFunction));
attempt('nothing', () => callSoon(undefined));

loop.callSoon(() => attempt('a run in a run', () => loop.runForever()));
loop.callSoon(() => attempt('another loop', () => new TaskLoop().runForever()));
loop.callSoon(() => loop.stop());
loop.runForever();

const stranger = new TaskLoop().createFuture();
attempt('the wrong loop', () => loop.runUntilComplete(stranger));

loop.close();
attempt('a closed loop', () => loop.callSoon(() => {}));
