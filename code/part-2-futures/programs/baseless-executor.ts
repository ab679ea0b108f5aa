import { BaselessExecutor } from '../src/drafts/baseless-executor.ts';
import { ThreadedExecutor } from '../src/index.ts';

try {
  new BaselessExecutor(2);
} catch (error) {
  console.log((error as Error).name, '- the draft cannot even be made');
}

for (const executor of [new ThreadedExecutor(), new ThreadedExecutor()]) {
  console.log(executor.submit(() => 42).result());
}
