import { FirstExecutor } from '../src/drafts/first-executor.ts';

function divide(a: number, b: number): number {
  if (b === 0) throw new RangeError(`${a} / ${b}`);
  return a / b;
}

const executor = new FirstExecutor();
console.log('1 / 2 is', executor.submit(divide, 1, 2).result());

const future = executor.submit(divide, 1, 0);
try {
  console.log('1 / 0 is', future.result(2000));
} catch (error) {
  console.log(String(error));
}
console.log('the future is', future.state);
