import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

function* water() {
  console.log('the plants have water');
}

function feed(): void {
  console.log('the cat is fed');
}

for (const watering of [water, water()] as any[])
  try {
    loop.callSoon(watering);
  } catch (error) {
    console.log(String(error));
  }
loop.addTask(water());
loop.callSoon(feed);
loop.callSoon(() => loop.stop());
loop.runForever();
