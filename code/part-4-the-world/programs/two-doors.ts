import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();
let visitors = 0;

function* door(opensAfter: number) {
  for (let minute = 0; minute < opensAfter; minute++) yield;
  const before = visitors;
  yield; // tears the ticket
  visitors = before + 1;
}

loop.addTask(door(0));
loop.addTask(door(5));
loop.runForever({ untilIdle: true });
console.log('visitors:', visitors);
