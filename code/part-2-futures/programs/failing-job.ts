import { CarelessExecutor } from '../src/drafts/careless-executor.ts';
import { ThreadedExecutor, type Future } from '../src/index.ts';

function divide(a: number, b: number): number {
  if (b === 0) throw new RangeError(`${a} / ${b}`);
  return a / b;
}

function show(name: string, future: Future<number>): void {
  try {
    console.log(name, 'gave', future.result(2000));
  } catch (error) {
    console.log(name, 'gave', String(error));
  }
  console.log('  and is', future.state);
}

show('draft', new CarelessExecutor().submit(divide, 1, 0));
const executor = new ThreadedExecutor();
show('executor', executor.submit(divide, 1, 0));
