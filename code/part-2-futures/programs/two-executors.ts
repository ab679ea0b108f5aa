import { SecondExecutor } from '../src/drafts/second-executor.ts';
import { ThreadedExecutor } from '../src/index.ts';

try {
  new SecondExecutor(2);
} catch (error) {
  console.log((error as Error).name, '- the second executor can’t even be made');
}

for (const executor of [new ThreadedExecutor(), new ThreadedExecutor()]) {
  console.log(executor.submit(() => 42).result());
}
