import { Task } from '../src/index.ts';

function* count(name: string) {
  for (let i = 0; i < 3; i++) {
    console.log(`${name}${i}`);
    yield; // let others run
  }
}

new Task(count('A'));
new Task(count('B'));
