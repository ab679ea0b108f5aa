import { site } from '../props/site.ts';
import { readAnswer } from '../props/visitor.ts';
import {
  FutureTimeoutError,
  openConnection,
  run,
  Semaphore,
  serveHttp,
  TaskGroup,
  timeout,
  within,
} from '../src/index.ts';
import type { Address, Coroutine } from '../src/index.ts';

const seen = new Set<string>();
const findings: string[] = [];
const places = new Semaphore(4);

function* check(
  group: TaskGroup,
  at: Address,
  path: string,
  from: string,
): Coroutine<void> {
  if (seen.has(path)) return;
  seen.add(path);
  const tell = (what: unknown) => findings.push(`${from} links to ${path}: ${what}`);
  try {
    const page = yield* within(places, () =>
      within(timeout(2000), () => follow(at, path)),
    );
    if (!page) tell('it moves in a circle');
    else if (page.status !== 200) tell(page.status);
    else
      for (const [, link] of page.body.matchAll(/href="(.+?)"/g))
        group.addTask(check(group, at, link!, path));
  } catch (error) {
    if (!(error instanceof FutureTimeoutError)) throw error;
    tell('no answer within 2 s');
  }
}

function* follow(at: Address, path: string) {
  for (let moves = 0; moves <= 3; moves++) {
    const page = yield* ask(at, path);
    const movedTo = page.headers.get('location');
    if (movedTo === undefined) return page;
    path = movedTo;
  }
  return undefined;
}

function* ask({ host, port }: Address, path: string) {
  const [reader, writer] = yield* openConnection(host, port);
  try {
    writer.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    return (yield* readAnswer(reader))!;
  } finally {
    writer.close();
  }
}

function* main() {
  const server = yield* serveHttp(site, '127.0.0.1', 0);
  yield* within(new TaskGroup(), function* (group) {
    group.addTask(check(group, server.address(), '/', 'you'));
  });
  for (const finding of findings.sort()) console.log(finding);
  console.log(`${seen.size} links checked`);
}

run(main());
