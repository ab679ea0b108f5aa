import { roundRobin } from '../src/index.ts';

function* write(file: string) {
  try {
    while (true) {
      console.log('writing', file);
      yield;
    }
  } finally {
    console.log('closing', file);
  }
}

function* fillTheDisk() {
  yield;
  throw new Error('disk full');
}

try {
  roundRobin(write('a'), fillTheDisk(), write('b'));
} catch (error) {
  console.log(String(error));
}
