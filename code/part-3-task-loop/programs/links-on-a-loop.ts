import { ask, loop, type Page } from '../props/site.ts';
import type { Coroutine } from '../src/index.ts';

const seen = new Set<string>();

function* check(path: string, from: string): Coroutine<void> {
  if (seen.has(path)) return;
  seen.add(path);
  const page = yield* follow(path);
  if (!page) console.log(`${from} links to ${path}: it moves in a circle`);
  else if (page.status !== 200) console.log(`${from} links to ${path}: ${page.status}`);
  else {
    const tasks = page.links.map((link) => loop.addTask(check(link, path)));
    for (const task of tasks) yield* task;
  }
}

function* follow(path: string): Coroutine<Page | undefined> {
  for (let moves = 0; moves <= 3; moves++) {
    const page = yield* ask(path);
    if (!page.movedTo) return page;
    path = page.movedTo;
  }
  return undefined;
}

loop.runUntilComplete(check('/', 'you'));
console.log(`${seen.size} links checked`);
loop.close();
