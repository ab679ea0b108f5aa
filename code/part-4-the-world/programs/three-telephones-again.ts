import { sleep, TaskGroup, TaskLoop, VirtualClock, within } from '../src/index.ts';

const loop = new TaskLoop({ clock: new VirtualClock() });
const say = (what: string) => console.log(`${loop.time()} ms: ${what}`);

function* book(hotel: string, answersAfterMs: number) {
  yield* sleep(answersAfterMs);
  if (hotel === 'Bellevue') throw new Error('the line is dead');
  say(`a room is booked at ${hotel}`);
}

function* evening() {
  try {
    yield* within(new TaskGroup(), function* (group) {
      group.addTask(book('Seaview', 3000));
      group.addTask(book('Bellevue', 1000));
      group.addTask(book('Astoria', 5000));
    });
    say('we have three rooms to choose from');
  } catch (error) {
    say(`${error}, so we’re staying at home`);
  }
}

loop.addTask(evening());
loop.runForever({ untilIdle: true });
