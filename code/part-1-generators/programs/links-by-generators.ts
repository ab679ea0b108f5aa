import { fetchPage, type Page } from '../props/site.ts';

type Asking<T> = Generator<string, T, Page>;

const seen = new Set<string>();

function* check(path: string, from: string): Asking<void> {
  if (seen.has(path)) return;
  seen.add(path);
  const page = yield* follow(path);
  if (!page) console.log(`${from} links to ${path}: it moves in a circle`);
  else if (page.status !== 200) console.log(`${from} links to ${path}: ${page.status}`);
  else for (const next of page.links) yield* check(next, path);
}

function* follow(path: string): Asking<Page | undefined> {
  for (let moves = 0; moves <= 3; moves++) {
    const page = yield path;
    if (!page.movedTo) return page;
    path = page.movedTo;
  }
  return undefined;
}

function* main(): Asking<void> {
  yield* check('/', 'you');
  console.log(`${seen.size} links checked`);
}

function run(asking: Asking<void>, answer?: Page): void {
  const step = asking.next(answer!);
  if (!step.done) fetchPage(step.value, (page) => run(asking, page));
}

run(main());
