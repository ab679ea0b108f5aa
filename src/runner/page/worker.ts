// Runs in a worker of the sandboxed frame, before the reader's code and under it. Shipped as text:
// see script-text.ts. The secret of its messages to the frame and the functions used after the
// reader's code began are kept in variables of this function: the reader's code can break its own
// console, but it cannot speak for this one.
import {
  format,
  formatWithOptions,
  inspect,
  stripVTControlCharacters,
} from 'node-inspect-extracted';
import type { Position } from '../contract.ts';
import { keepAlive } from './keep-alive.ts';
import { codeFrame } from '../source/code-frame.ts';
import { installConsole } from './console.ts';
import { hideOtherGlobals, OF_WEB, refuseInWords } from './globals.ts';
import { Modules } from './modules.ts';
import type { Host, NodeFace, Origin } from '../node-face/host.ts';
import { rejectionOf } from '../node-face/rejection.ts';
import { likenGlobals } from './likeness.ts';
import { watchPorts } from './ports.ts';
import type { FromWorker, ToOwner, ToWorker, WorkerMessage } from './protocol.ts';
import type { Report } from '../report.ts';
import { asPrinted, fit, linesIn } from '../output-budget.ts';
import type { InstallProbe, Probe } from '../../timeline/probe/probe.ts';
import { SOURCE_ROOT } from '../source/plan.ts';
import { withoutMarks } from '../source/without-marks.ts';
import { uncurry, whenDone } from '../primordials.ts';
import { asRead, inNodesForm, rawStackOf, stacksOf, withoutTheirMarks } from '../stacks.ts';
import { briefly } from '../briefly.ts';
import { asSaid, evalAsLinked, showAsWritten } from './texts.ts';
import { placesByLine } from './line-places.ts';
import { load, LoadError, loadNow, loadScript } from './scripts.ts';
import { asksForNode, atTheEnd, inModuleScope } from './uncaught.ts';
import { installRandomUuid } from './random-uuid.ts';
import { shareClones } from './shared-clones.ts';
import { letStreamsBeRead } from './stream-steps.ts';
import { installWorker } from './threads.ts';
import { installTurns } from './turns.ts';
import { wordErrors } from './web-errors.ts';
import { letWaitsGo } from './wait-async.ts';
import type { TestBundle } from '../vitest/bundle.ts';

/**
 * How long a program may have nothing to wait for but a promise, before that counts as waiting for
 * ever: in milliseconds.
 */
const UNSETTLED = 250;

const split = uncurry(''.split as (by: string) => string[]);
const slice = uncurry(''.slice);

hideOtherGlobals();
self.onmessage = async ({
  data: { abilities, plan, sources, limits, tally, secret, began, thread, script },
  ports,
}: MessageEvent<ToWorker>) => {
  self.onmessage = null;
  const loading = script === undefined ? load(plan, abilities.names) : undefined;
  const port = ports[0]!;
  const send = self.postMessage.bind(self) as unknown as (
    message: FromWorker,
    transfer: Transferable[] | undefined,
  ) => void;
  const post = (message: WorkerMessage, transfer: Transferable[] = []): void =>
    // Firefox goes through a list by the iterator of lists, which may be the program's
    send([secret, message], transfer.length > 0 ? transfer : undefined);
  const later = self.setTimeout.bind(self);
  const notLater = self.clearTimeout.bind(self);
  const { add, wait } = Atomics;
  const global = self as unknown as Record<string, any>;
  const tell = (report: Report): void =>
    post({ type: 'report', n: abilities.shares ? add(tally, 0, 1) : undefined, report });

  // --- what the program prints
  let probe: Probe | undefined;
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
    take(asSaid(text), (part) => {
      probe?.output(stream, part);
      tell({ type: 'output', stream, text: part });
    });
  const isMarked = plan.modules.some(({ instrumentation }) => instrumentation);
  const unmarked = isMarked ? withoutMarks({ modules: plan.modules, sources }) : undefined;
  const named = abilities.names ? undefined : placesByLine(plan, unmarked);
  const stacks = stacksOf(plan, sources, named ?? (unmarked && withoutTheirMarks(unmarked)));
  /** A turn later, as in Node, which the program may have it hear. */
  const warn = (name: string, text: string): void =>
    node ? node.warn(name, text) : turns.nextTick(() => console.error(`(node:1) ${name}: ${text}`));
  installConsole(
    (stream, text) => (node ? node.print(stream, text) : write(stream, text)),
    warn,
    stacks.clean,
  );

  // --- how it ends
  let over = false;
  let node: NodeFace | undefined;
  let exitCode = 0;
  /** Has listeners hear of the end. */
  const codeAtEnd = (code?: number): number => (node ? node.exiting(code) : (code ?? 0));
  const exit = (code?: number, needsNode?: true): void => {
    if (over) return;
    // tests that failed have failed, whatever they did to process.exitCode
    const its = codeAtEnd(code) & 0xff || exitCode;
    over = true;
    probe?.flush();
    tell({ type: 'exit', code: its, ...(needsNode && { needsNode }) });
  };
  const fail = (thrown: unknown, at?: Position, code = 1): void => {
    if (over) return;
    // listeners hear of it first, and may end the program before it says why
    if (script === undefined && !isTesting) codeAtEnd(code);
    let text = 'Uncaught value that cannot be shown';
    try {
      if (thrown instanceof Error) {
        node?.tellWhereEmitted(thrown);
        text = asSaid(inModuleScope(inspect(thrown, atTheEnd())));
        at = stacks.placesIn(stacks.clean(inNodesForm(thrown, String(thrown.stack))))[0] ?? at;
      } else text = `Uncaught ${inspect(thrown, atTheEnd())}`;
    } catch {
      // something of the program's own threw, such as a getter or Error.prepareStackTrace
      text = briefly(thrown) ?? text;
    }
    write('stderr', `${at ? codeFrame(at, sources[at.file]) : ''}${text}\n${meanwhile()}`);
    // the program goes on without this thread
    if (script !== undefined) return post({ type: 'failed', message: split(text, '\n')[0]! });
    if (at) tell({ type: 'error', message: split(slice(text, 0, 1000), '\n')[0]!, at });
    // tests go on, as in vitest: what went astray may be none of theirs
    if (isTesting) exitCode = 1;
    else exit(code, asksForNode(thrown));
  };
  /** What the program itself does not deal with is the end of it. */
  const uncaught = (thrown: unknown, origin: Origin, promise?: Promise<unknown>): void => {
    if (promise)
      try {
        if (node?.hears(thrown, promise)) return;
        thrown = rejectionOf(thrown);
      } catch (error) {
        thrown = error; // a listener's own
        origin = 'uncaughtException';
      }
    try {
      if (node?.deals(thrown, origin)) return;
    } catch (error) {
      node = undefined; // what deals with errors has failed itself, and the end goes unheard
      return fail(error, undefined, 7);
    }
    fail(thrown);
  };
  // what listeners throw: the code that dispatched the event goes on first, as in Node
  self.addEventListener('error', (event) => {
    event.preventDefault();
    const { error = event.message } = event as { error?: unknown; message: string };
    turns.nextTick(() => {
      throw error;
    });
  });

  // --- when it ends: when its body has run and nothing is left that could run more of it
  let isTesting = false;
  let meanwhile = (): string => '';
  let body: 'running' | 'waiting' | 'done' = 'running';
  let isEnding = false;
  let look: number | undefined;
  let looks = 0;
  /** The turn before which listeners heard that nothing is left to do. */
  let toldBefore: number | undefined;
  const endIfIdle = (): void => {
    notLater(look); // whatever asks, and however often: the end comes once
    const mine = ++looks; // what a look waits for can't be called off
    look = later(
      () => turns.afterRejections(() => mine === looks && endNow()),
      body === 'waiting' ? UNSETTLED : 5,
    );
  };
  const endNow = (): void => {
    if (over || isEnding || body === 'running' || alive.busy()) return;
    if (node && toldBefore !== turns.taken()) {
      toldBefore = turns.taken();
      try {
        // listeners may find something to do
        if (node.beforeExit()) return endIfIdle();
      } catch (error) {
        return (uncaught(error, 'uncaughtException'), endIfIdle());
      }
    }
    isEnding = true;
    if (body === 'done') endByItself();
    else endUnsettled();
  };
  const endUnsettled = (): void => {
    if (node && node.code() !== 0) return endByItself();
    const at = plan.modules.findLast(({ awaits }) => awaits)?.awaits;
    if (at)
      write(
        'stderr',
        `Warning: Detected unsettled top-level await at ${codeFrame(at, sources[at.file])}`,
      );
    endByItself(13);
  };
  /** With what its listeners leave to promises. */
  const endByItself = (code?: number): void => {
    if (!node) return exit(code);
    turns.end(() => exit());
    try {
      node.ending(code);
    } catch (error) {
      uncaught(error, 'uncaughtException');
    }
  };
  port.onmessage = ({ data, ports: its }: MessageEvent<ToOwner>) =>
    arrivals.take(() => answer(data, its));
  const turns = installTurns({
    uncaught: (error) => uncaught(error, 'uncaughtException'),
    rejected: (reason, promise) => uncaught(reason, 'unhandledRejection', promise),
    handledLate: (promise) => node?.handledLate(promise),
    warn,
  });
  const alive = keepAlive(endIfIdle);
  const arrivals = watchPorts(alive, turns.wake);
  turns.begin(alive, arrivals);
  const tellOfWaits = letWaitsGo(alive);
  alive.onBusy = () => {
    turns.wake(); // timers that keep nothing running may be due
    tellOfWaits();
  };
  const answer = installWorker(post, alive, (file) =>
    plan.modules.some((module) => module.file === file),
  );
  installRandomUuid();
  shareClones();
  letStreamsBeRead();
  wordErrors(OF_WEB);
  refuseInWords();
  likenGlobals();
  showAsWritten();

  // --- what watches it, if that is wanted
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
      asSaid,
      root: SOURCE_ROOT,
      stackOf: rawStackOf,
      ...(named && { named }),
      cleanStack: (stack) => asRead(stack, stacks.clean),
      ...(unmarked && { unmarked }),
    });
  };

  // --- what it finds of Node, where it names anything of that
  if (plan.node !== undefined) {
    const printing = { format, formatWithOptions, inspect, stripVTControlCharacters };
    const host: Host = {
      ...turns,
      printing,
      write,
      url: `file:///${plan.entry}`,
      thread,
      sourceOf(error) {
        const at = stacks.placesIn(stacks.clean(inNodesForm(error, String(error.stack))))[0];
        const line = at && sources[at.file]?.split('\n')[at.line - 1];
        return line === undefined ? undefined : { line, column: at!.column };
      },
      exit(code) {
        if (script === undefined) exit(code);
        else (global.close as () => void)();
        // nothing that is behind it may run, while the frame ends this worker
        const gate = abilities.shares ? new Int32Array(new SharedArrayBuffer(4)) : undefined;
        for (;;) if (gate) wait(gate, 0, 0);
      },
    };
    global.$host = host;
    loadScript(plan.node);
    node = global.$node as NodeFace;
    delete global.$host;
    delete global.$node;
  }

  // --- a thread that the program made
  if (script !== undefined) {
    global.close = () => post({ type: 'closed' });
    evalAsLinked(plan.modules.map((module) => module.script));
    alive.hold(self); // it is there until it closes, or is ended
    let modules: Modules | undefined; // most threads need none: a job is a text of its own
    global.$$load = async (specifier: string) => {
      watch();
      return (modules ??= new Modules(plan, loadNow(plan), node?.modules)).load(
        specifier,
        plan.entry,
      );
    };
    try {
      loadScript(script);
    } catch (error) {
      fail(error);
    }
    return;
  }

  // --- the program itself
  delete global.close;
  try {
    const makes = (await loading)!;
    watch();
    turns.wake(); // the first turn begins when its body has run, and no later
    if (plan.vitest !== undefined) {
      loadScript(plan.vitest);
      const { exports, run, meta, meanwhile: told } = global.$vitest as TestBundle;
      delete global.$vitest;
      meanwhile = told;
      const modules = new Modules(plan, makes, { ...node?.modules, vitest: exports }, meta);
      alive.hold(run); // a test may wait for what keeps nothing running
      const report = (result: Report & { type: 'test' }): void => tell(result);
      isTesting = true;
      run(
        plan.entry,
        async () => modules.evaluate(plan.entry),
        stacks,
        (result) => {
          const { errors } = result;
          for (let at = 0; at < errors.length; at++)
            errors[at]!.message = asSaid(errors[at]!.message);
          take(
            asPrinted(result),
            (part) => part.endsWith('\n') && report({ type: 'test', result }),
          );
        },
        (path) => tell({ type: 'testing', path }),
      ).then(
        (passed) => {
          if (!passed) exitCode = 1;
          alive.release(run);
          finished();
          later(() => exit(), UNSETTLED); // what they started may still go wrong, but not for ever
        },
        (error) => {
          isTesting = false;
          fail(error);
        },
      );
      return;
    }
    const evaluation = new Modules(plan, makes, node?.modules).evaluate(plan.entry);
    if (evaluation) {
      body = 'waiting';
      whenDone(evaluation, finished, failed);
      endIfIdle();
    } else finished();
  } catch (error) {
    if (error instanceof LoadError) fail(error.cause, error.at);
    else void failedAtOnce(error);
  }
  /** Node awaits the program in so many steps before it hears of it. */
  async function failedAtOnce(error: unknown): Promise<void> {
    for (let step = 0; step < 4; step++) await undefined;
    failed(error);
  }
  function failed(error: unknown): void {
    uncaught(error, 'unhandledRejection'); // Node has the program in a promise of its own
    finished();
  }
  function finished(): void {
    body = 'done';
    endIfIdle();
  }
};
