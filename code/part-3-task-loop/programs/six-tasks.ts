import { ask, loop } from '../props/site.ts';

function* check(path: string) {
  console.log('asking for', path);
  const page = yield* ask(path);
  console.log(path, page.status);
}

function* main() {
  const paths = ['/', '/blog', '/shop', '/team', '/jobs', '/cart'];
  const tasks = paths.map((path) => loop.addTask(check(path)));
  for (const task of tasks) yield* task;
}

loop.runUntilComplete(main());
