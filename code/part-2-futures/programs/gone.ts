import { ThreadedExecutor } from '../src/index.ts';

const executor = new ThreadedExecutor();
const future = executor.submit(() => close()); // the thread ends itself
console.log(String(future.exception()));
