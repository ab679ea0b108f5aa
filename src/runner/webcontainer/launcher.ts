// Runs inside Node, and starts the reader's program there. Shipped as text: see script-text.ts. It
// says what the program prints and how it ends as records, and stops a flood where it springs: a
// container has no way of slowing one down.
import type { InspectOptions } from 'node:util';
import { briefly } from '../briefly.ts';
import { rejectionOf } from '../node-face/rejection.ts';
import { codeFrame } from '../source/code-frame.ts';
import { asPrinted, OutputBudget } from '../output-budget.ts';
import { placesIn, type Stacks } from '../stacks.ts';
import type { TestBundle } from '../vitest/bundle.ts';
import type { Probe } from '../../timeline/probe/probe.ts';
import { PROBE, type Order, type Record, type Watched } from './records.ts';

const { existsSync, readFileSync, writeSync } = process.getBuiltinModule('node:fs');
const { parse, stringify } = JSON;
const { inspect } = process.getBuiltinModule('node:util');
const { pathToFileURL } = process.getBuiltinModule('node:url');

// a test may put its own in their place
const { clearInterval, setInterval, setTimeout } = globalThis;
const exit = process.exit.bind(process);

const { mark, entry, mode, limits, awaits, trace } = parse(process.env.TASQUE!) as Order;
delete process.env.TASQUE;
const root = `${process.cwd()}/`;
const rootUrl = pathToFileURL(root).href;

function tell(record: Record): void {
  let bytes = Buffer.from(`${mark}${stringify(record)}\n`);
  while (bytes.length > 0)
    try {
      bytes = bytes.subarray(writeSync(1, bytes));
    } catch (error) {
      // the reader of the pipe is slow
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
}

if (trace) {
  const watched: Watched = {
    mark,
    counter: new Int32Array(new SharedArrayBuffer(4)),
    began: performance.timeOrigin + performance.now(),
  };
  process
    .getBuiltinModule('node:worker_threads')
    .setEnvironmentData(PROBE, watched as unknown as NodeJS.Dict<string>);
}
const probe = (): Probe | undefined => (globalThis as unknown as { [PROBE]?: Probe })[PROBE];

const budget = new OutputBudget(limits);
/** @param report Told the part of the text that fits. */
function take(text: string, report: (part: string) => void): void {
  const part = budget.take(text);
  if (part !== '') report(part);
  if (part === text) return;
  tell({ type: 'flooded' });
  exit(1);
}
for (const stream of ['stdout', 'stderr'] as const)
  process[stream].write = (chunk: string | Uint8Array, ...more: unknown[]) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    take(text, (part) => {
      probe()?.output(stream, part);
      tell({ type: 'output', stream, text: part });
    });
    const done = more.find((argument) => typeof argument === 'function') as
      (() => void) | undefined;
    done?.();
    return true;
  };

const isFile = (file: string): boolean => !file.startsWith('/') && existsSync(root + file);
const stacks: Stacks = {
  clean: (stack) =>
    stack
      .replaceAll(rootUrl, '')
      .replaceAll(root, '')
      // what an error has besides its trace opens at the end of its last frame
      .replace(
        /\n\s+at [^\n]*(?:node:|\.tasque\/|node_modules\/vitest\/)[^\n]*?( \{|,)?(?=\n|$)/g,
        '$1',
      ),
  placesIn: (stack) => placesIn(stack, isFile),
};

/** How Node shows what wasn't caught. */
const atTheEnd = (): InspectOptions => ({
  customInspect: false,
  depth: Math.max(inspect.defaultOptions.depth ?? Infinity, 5),
});

let isTesting = mode === 'tests';
let meanwhile = (): string => '';
/** Tests go on, as in vitest: what went astray may be none of theirs. */
function fail(thrown: unknown): void {
  let text = 'Uncaught value that cannot be shown';
  let at;
  try {
    if (thrown instanceof Error) {
      const stack = String(thrown.stack);
      // what does not compile says where before it says what
      const [arrow, url, row, , indent] =
        /^(file:\/\/\S+):(\d+)\n(.*)\n( *)\^+\n\n/.exec(stack) ?? [];
      if (arrow) {
        at = { file: url!.replace(rootUrl, ''), line: Number(row), column: indent!.length + 1 };
        thrown.stack = stack.slice(arrow.length);
      }
      text = stacks.clean(inspect(thrown, atTheEnd()));
      at ??= stacks.placesIn(stacks.clean(String(thrown.stack)))[0];
    } else text = `Uncaught ${inspect(thrown, atTheEnd())}`;
  } catch {
    // something of the program's own threw, such as a getter or Error.prepareStackTrace
    text = briefly(thrown) ?? text;
  }
  const frame = at
    ? codeFrame(at, isFile(at.file) ? readFileSync(root + at.file, 'utf8') : undefined)
    : '';
  process.stderr.write(`${frame}${text}\n${meanwhile()}`);
  if (at) tell({ type: 'error', message: text.slice(0, 1000).split('\n')[0]!, at });
  process.exitCode = 1;
  if (!isTesting) exit();
}
process.on('uncaughtException', (error) => {
  if (process.listenerCount('uncaughtException') === 1) fail(error);
});
process.on('unhandledRejection', (reason) => {
  if (process.listenerCount('unhandledRejection') === 1) lost(rejectionOf(reason));
});
/** As in Node, it isn't a rejection any more if it has no listener. */
function lost(reason: unknown): void {
  if (process.listenerCount('uncaughtException') === 1) fail(reason);
  else (process as NodeJS.EventEmitter).emit('uncaughtException', reason, 'unhandledRejection');
}

let settled = false;
let isTold = false;
function tellExit(code: number): void {
  if (isTold) return;
  isTold = true;
  probe()?.flush();
  tell({ type: 'exit', code: code & 255 }); // all that is left of it for the starter of Node
}
/** Whether the program has asked for its end. */
let isAsked = false;
({ exit: process.exit } = {
  exit(code?: number | string | null) {
    isAsked = true;
    return exit(code);
  },
} as Pick<NodeJS.Process, 'exit'>);
// the program's own listeners come first: they may change the code, or end it by another one
const { emit } = process;
const { apply } = Reflect;
process.emit = function (name: string, code: number) {
  if (name !== 'exit') return apply(emit, process, arguments);
  if (!settled && !isAsked && code === 0) {
    if (awaits)
      process.stderr.write(
        `Warning: Detected unsettled top-level await at ${codeFrame(awaits, readFileSync(root + awaits.file, 'utf8'))}`,
      );
    process.exitCode = code = 13;
  }
  const heard = apply(emit, process, [name, code]) as boolean;
  tellExit(Number(process.exitCode ?? code));
  return heard;
} as typeof emit;
const ending = process as unknown as { reallyExit(code: number): never };
const { reallyExit } = ending;
ending.reallyExit = (code) => {
  tellExit(code);
  return reallyExit.call(process, code);
};

const load = (): Promise<void> => import(/* @vite-ignore */ rootUrl + entry);
process.argv.splice(1, 1, root + entry);
if (mode === 'tests') {
  (0, eval)(readFileSync(`${root}.tasque/vitest.js`, 'utf8'));
  const vitest = (globalThis as unknown as { $vitest: TestBundle }).$vitest;
  ({ meanwhile } = vitest);
  settled = true;
  const held = setInterval(() => {}, 2 ** 30); // a test may wait for what keeps nothing running
  vitest
    .run(
      entry,
      load,
      stacks,
      (result) =>
        take(asPrinted(result), (part) => part.endsWith('\n') && tell({ type: 'test', result })),
      (path) => tell({ type: 'testing', path }),
    )
    .then(
      (passed) => {
        if (!passed) process.exitCode = 1;
        clearInterval(held);
        setTimeout(exit, 250).unref(); // what they started may still go wrong, but not for ever
      },
      (error) => {
        isTesting = false;
        fail(error);
      },
    );
} else
  load().then(
    () => (settled = true),
    (error) => {
      settled = true;
      lost(error);
    },
  );
