import { ThreadedExecutor } from '../src/index.ts';

const executor = new ThreadedExecutor({ maxThreads: 1 });
const double = (n: number): number => 2 * n;
const begun = executor.submit(double, 21);
const inLine = executor.submit(double, 4);

console.log(begun.cancel(), '(the work has begun)');
console.log(inLine.cancel(), '(it stands in line)');
console.log(begun.result());
