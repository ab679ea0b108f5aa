import { TaskLoop, type Future } from '../src/index.ts';

const loop = new TaskLoop();

function load(page: string): Future<string> {
  const loading = loop.createFuture<string>();
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
