import { TaskLoop, type Coroutine } from '../src/index.ts';

const loop = new TaskLoop();

function* priceOf(dish: string): Coroutine<number> {
  yield;
  throw new Error(`${dish}: sold out`);
}
function* lineOf(dish: string): Coroutine<string> {
  return `${dish}: ${yield* priceOf(dish)}`;
}
function* bill(): Coroutine<string> {
  const line = loop.addTask(lineOf('soup'));
  return `to pay: ${yield* line}`;
}

try {
  loop.runUntilComplete(bill());
} catch (error) {
  const stack = String((error as Error).stack);
  const found = stack.match(/awaited by|\b(priceOf|lineOf|bill)\b/g);
  console.log([...new Set(found)].join(' > '));
}
