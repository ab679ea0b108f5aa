// Runs in a worker of the sandboxed frame, before the reader's code and under it. Shipped as text:
// see script-text.ts. The secret of its messages to the frame and the functions used after the
// reader's code began are kept in variables of this function: the reader's code can break its own
// console, but it cannot speak for this one.
import { format, inspect } from 'node-inspect-extracted';
import type { Position } from '../contract.ts';
import { watchKeepAlive } from './keep-alive.ts';
import { codeFrame } from '../source/code-frame.ts';
import { installConsole } from './console.ts';
import { LoadError, loadScript, Modules } from './modules.ts';
import type { FromWorker, ToOwner, ToWorker, WorkerMessage } from './protocol.ts';
import type { Report } from '../report.ts';
import { asPrinted, fit, linesIn } from '../output-budget.ts';
import type { InstallProbe, Probe } from '../../timeline/probe/probe.ts';
import { SOURCE_ROOT } from '../source/plan.ts';
import { withoutMarks } from '../source/without-marks.ts';
import { inNodesForm, stacksOf } from '../stacks.ts';
import { briefly } from '../briefly.ts';
import { installWorker } from './threads.ts';
import type { TestBundle } from '../vitest/bundle.ts';

/**
 * How long a program may have nothing to wait for but a promise, before that counts as waiting for
 * ever: in milliseconds.
 */
const UNSETTLED = 250;

self.onmessage = ({
  data: { plan, sources, limits, tally, secret, began, thread, script },
  ports,
}: MessageEvent<ToWorker>) => {
  self.onmessage = null;
  const port = ports[0]!;
  const send = self.postMessage.bind(self) as unknown as (
    message: FromWorker,
    transfer: Transferable[],
  ) => void;
  const post = (message: WorkerMessage, transfer: Transferable[] = []): void =>
    send([secret, message], transfer);
  const later = self.setTimeout.bind(self);
  const { add } = Atomics;
  const global = self as unknown as Record<string, any>;
  const inOrder = typeof SharedArrayBuffer === 'function';
  const tell = (report: Report): void =>
    post({ type: 'report', n: inOrder ? add(tally, 0, 1) : undefined, report });

  // --- what the program prints
  let flooded = false;
  /** @param report Told the part of the text that has room. */
  const take = (text: string, report: (part: string) => void): void => {
    if (flooded) return;
    const part = fit(
      text,
      limits.lines - add(tally, 1, linesIn(text)),
      limits.chars - add(tally, 2, text.length),
    );
    if (part !== '') report(part);
    if (part === text) return;
    flooded = true;
    tell({ type: 'flooded' });
  };
  const write = (stream: 'stdout' | 'stderr', text: string): void =>
    take(text, (part) => {
      probe?.output(stream, part);
      tell({ type: 'output', stream, text: part });
    });
  const stacks = stacksOf(plan, sources);
  installConsole(write, stacks.clean);

  // --- how it ends
  let over = false;
  let exitCode = 0;
  const exit = (code: number): void => {
    if (over) return;
    over = true;
    probe?.flush();
    tell({ type: 'exit', code });
  };
  const fail = (thrown: unknown, kind: 'Uncaught' | 'Unhandled rejection', at?: Position): void => {
    let text = `${kind} value that cannot be shown`;
    try {
      if (thrown instanceof Error) {
        text = format(thrown);
        at = stacks.placeIn(stacks.clean(inNodesForm(thrown, String(thrown.stack)))) ?? at;
      } else text = `${kind} ${inspect(thrown)}`;
    } catch {
      // something of the program's own threw, such as a getter or Error.prepareStackTrace
      text = briefly(thrown) ?? text;
    }
    write('stderr', `${at ? codeFrame(at, sources[at.file]) : ''}${text}\n${meanwhile()}`);
    // the program goes on without this thread
    if (script !== undefined) return post({ type: 'failed', message: text.split('\n')[0]! });
    if (at) tell({ type: 'error', message: text.slice(0, 1000).split('\n')[0]!, at });
    // tests go on, as in vitest: what went astray may be none of theirs
    if (isTesting) exitCode = 1;
    else exit(1);
  };
  self.addEventListener('error', (event) => {
    event.preventDefault();
    fail(event.error ?? event.message, 'Uncaught');
  });
  self.addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    fail(event.reason, 'Unhandled rejection');
  });

  // --- when it ends: when its body has run and nothing is left that could run more of it
  let isTesting = false;
  let meanwhile = (): string => '';
  let body: 'running' | 'waiting' | 'done' = 'running';
  const endIfIdle = (): void => {
    // unhandledrejection is told a turn later, hence the wait
    later(() => {
      if (alive.busy()) return;
      if (body === 'done') exit(exitCode);
      else if (body === 'waiting')
        later(() => body === 'waiting' && !alive.busy() && endUnsettled(), UNSETTLED);
    }, 5);
  };
  const endUnsettled = (): void => {
    const at = plan.modules.findLast(({ awaits }) => awaits)?.awaits;
    if (at)
      write(
        'stderr',
        `Warning: Detected unsettled top-level await at ${codeFrame(at, sources[at.file])}`,
      );
    exit(13);
  };
  port.onmessage = ({ data, ports }: MessageEvent<ToOwner>) => answer(data, ports);
  const alive = watchKeepAlive(endIfIdle);
  const answer = installWorker(post, alive);
  global.BroadcastChannel = undefined; // it would reach the other programs that run on the page

  // --- what watches it, where somebody wants to know
  let probe: Probe | undefined;
  const watch = (): void => {
    if (probe || plan.probe === undefined) return;
    loadScript(plan.probe);
    const install = global.$probe as InstallProbe;
    delete global.$probe;
    probe = install({
      send: (events) => tell({ type: 'trace', events }),
      counter: tally.subarray(3),
      thread,
      began,
      inspect,
      root: SOURCE_ROOT,
      columnOf: withoutMarks({ modules: plan.modules, sources }),
    });
  };

  // --- a thread that the program made
  if (script !== undefined) {
    global.close = () => post({ type: 'closed' });
    let modules: Modules | undefined; // most threads need none: a job is a text of its own
    global.$$load = async (specifier: string) => {
      watch();
      return (modules ??= new Modules(plan)).load(specifier, plan.entry);
    };
    try {
      loadScript(script);
    } catch (error) {
      fail(error, 'Uncaught');
    }
    return;
  }

  // --- the program itself
  global.close = () => exit(0);
  watch();
  try {
    if (plan.vitest !== undefined) {
      loadScript(plan.vitest);
      const { exports, run, meanwhile: told } = global.$vitest as TestBundle;
      delete global.$vitest;
      meanwhile = told;
      const modules = new Modules(plan, { vitest: exports });
      const report = (result: Report & { type: 'test' }): void => tell(result);
      isTesting = true;
      run(
        plan.entry,
        async () => modules.evaluate(plan.entry),
        stacks,
        (result) =>
          take(
            asPrinted(result),
            (part) => part.endsWith('\n') && report({ type: 'test', result }),
          ),
      ).then(
        (passed) => {
          if (!passed) exitCode = 1;
          finished();
          later(() => exit(exitCode), UNSETTLED); // what they started may still go wrong, but not for ever
        },
        (error) => {
          isTesting = false;
          fail(error, 'Uncaught');
        },
      );
      return;
    }
    const evaluation = new Modules(plan).evaluate(plan.entry);
    if (evaluation) {
      body = 'waiting';
      evaluation.then(finished, (error) => fail(error, 'Uncaught'));
      endIfIdle();
    } else finished();
  } catch (error) {
    if (error instanceof LoadError) fail(error.cause, 'Uncaught', error.at);
    else fail(error, 'Uncaught');
  }
  function finished(): void {
    body = 'done';
    endIfIdle();
  }
};
