import { HostedLoop } from '../src/index.ts';

const loop = new HostedLoop();
let clicked = false;

function* main() {
  for (let turn = 0; turn < 100_000 && !clicked; turn++) {
    if (turn === 1000) setTimeout(() => (clicked = true)); // the user clicks
    yield;
  }
  console.log(clicked ? 'heard a click' : '100,000 turns, and no click');
}

await loop.run(main());
loop.close();
