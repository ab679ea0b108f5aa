import { BluntFuture } from '../src/drafts/blunt-future.ts';
import { FirstLoop } from '../src/drafts/first-loop.ts';

const loop = new FirstLoop();

function load(page: string): BluntFuture<string> {
  const loading = new BluntFuture<string>();
  const arrive = (): void => loading.setResult(`text of ${page}`);
  if (page === 'news')
    arrive(); // it's in the cache
  else loop.callSoon(arrive);
  return loading;
}

for (const page of ['shop', 'news'])
  try {
    loop.runUntilComplete(load(page));
    console.log(page, 'is here');
  } catch (error) {
    console.log(page, 'ends with', String(error));
  }
