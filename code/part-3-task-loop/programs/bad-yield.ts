import { TaskLoop, type Coroutine } from '../src/index.ts';

const loop = new TaskLoop();

function* careful(): Coroutine<string> {
  try {
    yield 5 as never; // the compiler would have refused it
  } catch (error) {
    console.log(String(error));
  }
  return 'went on';
}
console.log(loop.runUntilComplete(careful()));

function* inner() {
  return 42;
}

function* outer(): Coroutine<void> {
  yield inner() as never; // a star is missing
}

try {
  loop.runUntilComplete(outer());
} catch (error) {
  console.log(String(error));
}
