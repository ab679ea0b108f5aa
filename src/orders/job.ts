// The files of a run that tries orders, and of one in an order that was found.
import type { SyntaxNode } from '@lezer/common';
import { ALONG } from './along.ts';
import { NotTriedError, asFunction, importsOf, treeOf } from './as-function.ts';
import { childrenOf } from './scopes.ts';
import type { Bounds } from './told.ts';

type Files = Readonly<Record<string, string>>;

/** The entry of both. */
export const ENTRY = 'every-order.ts';

/** What else than who is next would decide, by what a program imports. */
const OTHERS: Readonly<Record<string, string>> = {
  HostedLoop: 'its loop is hosted, so the host has a say in who’s next',
  startServer: 'it talks by sockets, and the network decides what comes when',
  serveHttp: 'it talks by sockets, and the network decides what comes when',
  openConnection: 'it talks by sockets, and the network decides what comes when',
  abortSignal: 'it waits for the host',
};

/**
 * Has a program run in one order after the other.
 * @param files The stage's, as the reader has them.
 * @param along What runs along: see along.ts.
 * @param choices If given, only this order is run.
 * @throws {NotTriedError} if it can't be.
 */
export function searchJob(
  files: Files,
  entry: string,
  along: Files,
  bounds: Bounds,
  choices?: readonly number[],
): Record<string, string> {
  const fresh = freshFiles(files, entry);
  const functions = fresh.map((file) => [
    file,
    asFunction(file, files[file]!, (other) => fresh.includes(other)),
  ]);
  return {
    ...standIns(files, along),
    ...resetting(files),
    ...Object.fromEntries(functions),
    [ENTRY]: entryText(fresh, bounds, choices),
  };
}

/** Runs a program as it is, in one order: to be watched. */
export function orderJob(
  files: Files,
  entry: string,
  along: Files,
  choices: readonly number[],
): Record<string, string> {
  freshFiles(files, entry);
  return {
    ...standIns(files, along),
    // of its own, because imports come first
    'the-order.ts': `import { take } from './${ALONG}/take.ts';\ntake(${JSON.stringify(choices)});\n`,
    [ENTRY]: `import './the-order.ts';\nimport './${entry}';\n`,
  };
}

/** The program and what plays a part in it; the library isn't among them. */
function freshFiles(files: Files, entry: string): string[] {
  const fresh: string[] = [];
  let makesLoop = false;
  const visit = (file: string): void => {
    if (fresh.includes(file) || !Object.hasOwn(files, file)) return;
    fresh.push(file);
    for (const { file: from, names } of importsOf(file, files[file]!)) {
      const other = names.find((name) => Object.hasOwn(OTHERS, name));
      if (other !== undefined) throw new NotTriedError(OTHERS[other]);
      if (from.startsWith('src/')) makesLoop = true;
      else if (from.endsWith('.ts')) visit(from);
    }
  };
  visit(entry);
  if (!makesLoop) throw new NotTriedError('it makes no loop of the library’s');
  if (!Object.hasOwn(files, QUEUE)) throw new NotTriedError('its library has no ready queue');
  return fresh;
}

const QUEUE = 'src/ready-queue.ts';
const CLOCK = 'src/time/clock.ts';
const UNHEARD = 'src/unheard-errors.ts';
const BELL = 'src/threads/bell.ts';
const THREAD = 'src/threads/thread.ts';

/** What takes the place of the library's own. */
function standIns(files: Files, along: Files): Record<string, string> {
  const has = (file: string): boolean => Object.hasOwn(files, file);
  return {
    ...along,
    ...files,
    [QUEUE]: `import * as own from './scheduler.ts';
import { AskedQueue } from './every-order/ready-queue.ts';
export class ReadyQueue<T> extends AskedQueue<T> {
  constructor() {
    super((own as { run?: symbol }).run);
  }
}
`,
    ...(has(CLOCK) && {
      'src/time/own-clock.ts': files[CLOCK]!,
      [CLOCK]: `import { VirtualClock as OwnClock, type Clock } from './own-clock.ts';
import { atBegin } from '../every-order/anew.ts';
import { replyComes } from '../every-order/threads.ts';
export type { Clock } from './own-clock.ts';
export class VirtualClock extends OwnClock {
  waitUntil(ready: () => boolean, moment: number, loop: unknown): void {
    while (!ready() && replyComes(moment < Infinity));
    if (!ready()) super.waitUntil(ready, moment, loop);
  }
}
let clock = new VirtualClock();
atBegin(() => (clock = new VirtualClock()));
export const hostClock: Clock = {
  now: () => clock.now(),
  waitUntil: (ready, moment, loop) => clock.waitUntil(ready, moment, loop),
};
`,
    }),
    ...(has(BELL) && {
      'src/threads/own-bell.ts': files[BELL]!,
      [BELL]: `import * as own from './own-bell.ts';
import { atBegin } from '../every-order/anew.ts';
import { pollsBy, replyComes } from '../every-order/threads.ts';
export * from './own-bell.ts';
atBegin(() => own.sources.clear());
pollsBy(own.poll);
export function waitUntil(ready: () => boolean, timeoutMs = Infinity, loop?: unknown): boolean {
  while (timeoutMs === Infinity && !ready() && replyComes(false));
  return own.waitUntil(ready, timeoutMs, loop);
}
export const isAnyoneAtWork = () => false;
// nothing is, here, so it needs no memory that can be
export const canShare = true;
`,
    }),
    ...(has(THREAD) && {
      'src/threads/crosses.ts': crossesIn(files[THREAD]!),
      [THREAD]: `import { AskedThread } from '../every-order/threads.ts';
import { checkSame, reportOf } from './crosses.ts';
export class Thread extends AskedThread {
  constructor() {
    super({ checkSame, reportOf });
  }
}
`,
    }),
    ...(has(UNHEARD) && {
      'src/own-unheard-errors.ts': files[UNHEARD]!,
      [UNHEARD]: `import { UnheardErrors as Own } from './own-unheard-errors.ts';
import { hasUnheard } from './every-order/run-once.ts';
export class UnheardErrors extends Own {
  constructor(...given: ConstructorParameters<typeof Own>) {
    super(...given);
    hasUnheard(this);
  }
}
`,
    }),
  };
}

const CROSSES = ['checkSame', 'copyOf', 'reportOf'];

/** The functions by which a thread says what crosses of a result, or of an error. */
function crossesIn(text: string): string {
  const found: string[] = [];
  const visit = (node: SyntaxNode): void => {
    const name = node.name === 'FunctionDeclaration' && node.getChild('VariableDefinition');
    if (name && CROSSES.includes(text.slice(name.from, name.to)))
      found.push(text.slice(node.from, node.to));
    else for (const child of childrenOf(node)) visit(child);
  };
  visit(treeOf(text));
  if (found.length !== CROSSES.length)
    throw new NotTriedError('its threads don’t reply as the book’s do');
  return `${found.join('\n')}\nexport { checkSame, reportOf };\n`;
}

/** Variables of the library's that go on from one loop to the next, such as the number of a task. */
function resetting(files: Files): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [file, text] of Object.entries(files)) {
    if (!/^src\/(?!net\/|threads\/|http\/|orders\/|time\/clock)/.test(file) || !/^let /m.test(text)) continue; // prettier-ignore
    if (file === QUEUE || file === UNHEARD) continue;
    const resets = [...childrenOf(treeOf(text))]
      .filter(({ name, from }) => name === 'VariableDeclaration' && text.startsWith('let ', from))
      .map(({ from, to }) =>
        /^let\s+(\w+)(?:\s*:[^=]*?)?\s*(?:=\s*([^;]*))?;?$/s.exec(text.slice(from, to).trim()),
      ) // prettier-ignore
      .flatMap((found) => (found ? [`${found[1]!}=${found[2]?.trim() || 'undefined'}`] : []));
    if (resets.length === 0) continue;
    const up = '../'.repeat(file.split('/').length - 2) || './';
    texts[file] =
      `${text}\nimport { atBegin as $$atBegin } from '${up}every-order/anew.ts';\n` +
      `$$atBegin(() => { ${resets.join('; ')}; });\n`;
  }
  return texts;
}

const entryText = (
  fresh: readonly string[],
  bounds: Bounds,
  choices?: readonly number[],
): string => `${fresh.map((file, n) => `import $${n} from './${file}';\n`).join('')}
import { fresh, know, watchTasks } from './${ALONG}/anew.ts';
import { everyPath } from './${ALONG}/every-path.ts';
import { Pruning } from './${ALONG}/pruning.ts';
import { again, search } from './${ALONG}/search.ts';
import { shared, Watch } from './src/orders/watch.ts';
import * as own from './src/scheduler.ts';
import { TaskLoop } from './src/task-loop.ts';
import { Task } from './src/task.ts';

know({ ${fresh.map((file, n) => `${JSON.stringify(file)}: $${n}`).join(', ')} });
watchTasks(TaskLoop);
const say = console.log;
const tell = (told) => say(JSON.stringify(told));
const library = { TaskLoop, Task, taskBegins: own.taskBegins, Watch, shared };
const program = () => void fresh(${JSON.stringify(fresh[0])});
const bounds = ${JSON.stringify(bounds)};
${choices ? `again(program, library, ${JSON.stringify(choices)}, bounds, tell)` : 'search(program, { everyPath, Pruning }, library, bounds, tell)'};
`;
