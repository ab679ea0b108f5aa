import { roundRobin } from '../src/index.ts';

function* count(name: string, steps: number) {
  for (let step = 0; step < steps; step++) {
    console.log(name + step);
    yield; // let others run
  }
  return `${name} is done`;
}

console.log(roundRobin(count('A', 1), count('B', 2), count('C', 2)));
