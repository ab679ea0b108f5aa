import { askForPromise } from '../props/site.ts';

async function check(path: string) {
  console.log('asking for', path);
  const page = await askForPromise(path);
  console.log(path, page.status);
}

async function main() {
  const paths = ['/', '/blog', '/shop', '/team', '/jobs', '/cart'];
  const promises = paths.map((path) => check(path));
  for (const promise of promises) await promise;
}

await main();
