import { TaskLoop, VirtualClock } from '../src/index.ts';

class WatchedClock extends VirtualClock {
  looks = 0;
  override now(): number {
    this.looks++;
    return super.now();
  }
}

const clock = new WatchedClock();
const loop = new TaskLoop({ clock });

function boil(egg: string, minutes: number): void {
  loop.callLater(minutes * 60_000, () =>
    console.log(`${egg}, after ${loop.time() / 60_000} minutes`),
  );
}

boil('hard', 10);
boil('soft', 4);
boil('medium', 6);
loop.runForever({ untilIdle: true });
console.log('looks at the clock:', clock.looks);
