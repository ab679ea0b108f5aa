// Runs inside Node, in each thread that loads a file of a program that is traced: every such file
// imports it. Shipped as text.
import type { TraceEvent } from '../../timeline/catalogue/catalogue.ts';
import type { InstallProbe, Probe } from '../../timeline/probe/probe.ts';
import '../../timeline/probe/probe.ts';
import { withoutMarks, type Marked } from '../source/without-marks.ts';
import { PROBE, type Watched } from './records.ts';

const { readFileSync, writeSync } = process.getBuiltinModule('node:fs');
const { format, inspect } = process.getBuiltinModule('node:util');
const { pathToFileURL } = process.getBuiltinModule('node:url');
const { getEnvironmentData, isMainThread, threadId } =
  process.getBuiltinModule('node:worker_threads');

const global = globalThis as unknown as { $probe?: InstallProbe; [PROBE]?: Probe };
const { mark, counter, began } = getEnvironmentData(PROBE) as unknown as Watched;

/**
 * What is written at once is not torn apart by what other threads write: so many characters are.
 */
const WHOLE = 3_000;

function send(events: TraceEvent[]): void {
  let part: string[] = [];
  let length = 0;
  const write = (): void => {
    const line = Buffer.from(`${mark}{"type":"trace","events":[${part}]}\n`);
    for (let sent = 0; sent < line.length;)
      try {
        sent += writeSync(1, line, sent);
      } catch (error) {
        // the reader of the pipe is slow
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      }
    part = [];
    length = 0;
  };
  for (const text of events.map((event) => JSON.stringify(event))) {
    if (length > 0 && length + text.length > WHOLE) write();
    part.push(text);
    length += text.length;
  }
  if (length > 0) write();
}

const marks = JSON.parse(readFileSync('.tasque/marks.json', 'utf8')) as Marked;
const install = global.$probe!;
delete global.$probe;
const probe = install({
  send,
  counter,
  began,
  inspect,
  thread: isMainThread ? 0 : threadId - 1, // the first one makes the others
  root: pathToFileURL(`${process.cwd()}/`).href,
  unmarked: withoutMarks(marks),
});
Object.defineProperty(global, PROBE, { value: probe });
if (!isMainThread) {
  for (const [method, stream] of [
    ['log', 'stdout'],
    ['error', 'stderr'],
  ] as const) {
    const real = console[method];
    console[method] = (...values: unknown[]) => {
      probe.output(stream, `${format(...values)}\n`);
      real(...values);
    };
  }
  process.on('exit', () => probe.flush());
}
