// What a program of the reader's own begins with.

const WITH_LOOP = `import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

function* greet(name: string) {
  console.log('hello', name);
  yield; // the others' turn
  console.log('bye', name);
}

loop.addTask(greet('a'));
loop.runUntilComplete(greet('b'));
`;

const OF_ANY = `import * as library from '../src/index.ts';

// what there is to try
console.log(Object.keys(library).join('\\n'));
`;

/** @param index The stage's `src/index.ts`, as the reader has it. */
export const programFor = (index: string): string =>
  index.includes('TaskLoop') ? WITH_LOOP : OF_ANY;
