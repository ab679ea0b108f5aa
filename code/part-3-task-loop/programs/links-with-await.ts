import { askForPromise as ask, type Page } from '../props/site.ts';

const seen = new Set<string>();

async function check(path: string, from: string): Promise<void> {
  if (seen.has(path)) return;
  seen.add(path);
  const page = await follow(path);
  if (!page) console.log(`${from} links to ${path}: it moves in a circle`);
  else if (page.status !== 200) console.log(`${from} links to ${path}: ${page.status}`);
  else {
    const promises = page.links.map((link) => check(link, path));
    for (const promise of promises) await promise;
  }
}

async function follow(path: string): Promise<Page | undefined> {
  for (let moves = 0; moves <= 3; moves++) {
    const page = await ask(path);
    if (!page.movedTo) return page;
    path = page.movedTo;
  }
  return undefined;
}

await check('/', 'you');
console.log(`${seen.size} links checked`);
