// The page's own engine: no network, nothing to install, and nothing that the reader's code does
// can leave the frame.
import { SANDBOXES } from '../../hosting/headers.ts';
import { limitsOf, type Engine, type Job, type Listener, type Outcome } from '../contract.ts';
import { Reports } from '../report.ts';
import type { Plan } from '../source/plan.ts';
import { Preparer, PrepareTimeout } from '../source/preparer.ts';
import { SourceError, tell } from '../source/source-error.ts';
import { DROPS_CALLERS } from './callers.ts';
import type { ToFrame } from './protocol.ts';
// the page of one edition never meets the sandbox of another
import frameHash from './frame.ts?script-hash';
import { Crashed, Sandbox } from './sandbox.ts';

/** While something runs in a sandbox it is asked for a sign of life this often, in milliseconds. */
const PING_EVERY = 500;

/**
 * The sandbox ends a run by itself. If what the run sends keeps it so busy that it doesn't, its
 * document is dropped: after so long, in milliseconds.
 */
const GRACE = { stop: 2_000, time: 5_000 };

const noThreads = (): string =>
  `${crossOriginIsolated ? 'This browser has no memory that threads share' : 'This page isn’t cross-origin isolated'}, so there are no threads here: each job ran at once, where it was submitted.`;
const nothingShared = (): string =>
  `This program needs memory that threads share, and ${
    crossOriginIsolated
      ? 'this browser has none. Try another browser'
      : 'a page that isn’t cross-origin isolated has none. Load the page again, which may isolate it'
  }, or take the program home.`;

/** What a program prints that went on as if there were such memory, in the words of V8, SpiderMonkey and JavaScriptCore. */
const NEEDS_SHARED =
  /SharedArrayBuffer is not defined|find variable: SharedArrayBuffer|is not a shared typed array|invalid array type for the operation|must wrap a SharedArrayBuffer/;

/** Whether a program or its props speak of threads: the library that they import always does. */
const usesThreads = ({ modules }: Plan): boolean =>
  modules.some(
    ({ file, script }) => !file.startsWith('src/') && /\bThreadedExecutor\b/.test(script),
  );

export class PageEngine implements Engine {
  readonly #sandboxes: readonly Sandbox[];
  readonly #preparer: Preparer;
  #nextId = 1;
  #guard: ReturnType<typeof setInterval> | undefined;

  /**
   * @param sandboxes The folder in which the documents are that programs run in:
   *   `/runner/sandbox/`.
   */
  constructor(sandboxes: string, preparer = new Preparer()) {
    this.#sandboxes = SANDBOXES.map((_, i) => new Sandbox(`${sandboxes}${i + 1}/${frameHash}/`));
    this.#preparer = preparer;
  }

  /** Makes the sandbox ahead of the first run. */
  warm(): void {
    this.#sandboxes[0]!.connect().catch(() => {}); // the run will tell
  }

  /**
   * A program that uses up the memory takes along what runs in the same sandbox, so it gets an
   * empty one if there is one.
   */
  async run(job: Job, on: Listener, signal: AbortSignal): Promise<Outcome> {
    const sandbox = this.#sandboxes.reduce((least, next) =>
      next.load < least.load ? next : least,
    );
    sandbox.load++;
    try {
      return await this.#runIn(sandbox, job, on, signal);
    } finally {
      // a process is not cheap
      if (--sandbox.load === 0 && sandbox !== this.#sandboxes[0]) sandbox.drop();
    }
  }

  async #runIn(sandbox: Sandbox, job: Job, on: Listener, signal: AbortSignal): Promise<Outcome> {
    const { files } = job;
    const { promise: aborted, resolve } = Promise.withResolvers<'aborted'>();
    const abort = (): void => resolve('aborted');
    signal.addEventListener('abort', abort);
    let booted;
    try {
      booted = await Promise.race([
        Promise.all([this.#plan(job, signal), sandbox.connect()]),
        aborted,
      ]);
    } catch (error) {
      if (error instanceof SourceError) return tell(error, files, on);
      if (error instanceof PrepareTimeout) return { type: 'limit', which: 'time' };
      return { type: 'crashed', message: (error as Error).message };
    } finally {
      // a signal of several is kept as long as it's listened to, and so is all that the listener sees
      signal.removeEventListener('abort', abort);
    }
    if (booted === 'aborted' || signal.aborted) {
      this.#preparer.drop(); // it may be what hangs
      return { type: 'stopped' };
    }
    const [plan, port] = booted;
    const allowed = limitsOf(job);
    let lacksMemory = false;
    const reports = new Reports(files, allowed, (event) => {
      on(event);
      lacksMemory ||= !sandbox.shares && event.type === 'output' && NEEDS_SHARED.test(event.text);
    });
    if (!sandbox.shares && usesThreads(plan)) reports.note(noThreads());
    const id = this.#nextId++;
    const ask = (message: ToFrame): void => port.postMessage(message);
    return new Promise<Outcome>((resolve) => {
      const force = (outcome: Outcome): void => {
        settle(outcome);
        const others = [...sandbox.runs.values()];
        sandbox.drop();
        for (const tell of others) tell(new Crashed(true));
      };
      let grace: ReturnType<typeof setTimeout> | undefined;
      const clock = setTimeout(force, allowed.ms + GRACE.time, { type: 'limit', which: 'time' });
      const stop = (): void => {
        ask({ type: 'stop', id });
        grace = setTimeout(force, GRACE.stop, { type: 'stopped' });
      };
      const settle = (outcome: Outcome): void => {
        signal.removeEventListener('abort', stop);
        clearTimeout(clock);
        clearTimeout(grace);
        sandbox.runs.delete(id);
        if (lacksMemory) reports.note(nothingShared());
        reports.end();
        resolve(outcome);
      };
      sandbox.runs.set(id, (message) => {
        if (message instanceof Crashed)
          return settle({
            type: 'limit',
            which: 'memory',
            ...(message.together && { together: true }),
          }); // nothing else is known to take the frame along
        const end = reports.hear(message);
        switch (end?.type) {
          case 'exit':
            return settle({
              type: 'done',
              exitCode: end.code,
              ...(end.needsNode && { needsNode: true }),
            });
          case 'killed':
            return settle(
              end.why === 'time' ? { type: 'limit', which: 'time' } : { type: 'stopped' },
            );
          case 'flooded':
            ask({ type: 'stop', id }); // where it was found out here, it still runs
            return settle({ type: 'limit', which: 'output' });
        }
      });
      signal.addEventListener('abort', stop);
      ask({ type: 'run', id, plan, sources: files, limits: allowed });
      this.#watch();
    });
  }

  async #plan(job: Job, signal: AbortSignal): Promise<Plan> {
    const loading = Promise.all([
      job.mode === 'tests' ? import('../vitest/bundle.ts?script') : undefined,
      job.trace ? import('../../timeline/probe/probe.ts?script') : undefined,
    ]);
    loading.catch(() => {}); // what's wrong with the program is told first
    const plan = await this.#preparer.plan(job, { dropsCallers: DROPS_CALLERS }, signal);
    const [bundle, probe] = await loading;
    const node = plan.needsFace ? await import('../node-face/install.ts?script') : undefined;
    return {
      ...plan,
      ...(bundle && { vitest: bundle.default }),
      ...(node && { node: node.default }),
      ...(probe && { probe: probe.default }),
    };
  }

  #watch(): void {
    if (this.#guard !== undefined) return;
    for (const sandbox of this.#sandboxes) sandbox.forgive();
    this.#guard = setInterval(() => {
      const busy = this.#sandboxes.filter(({ runs }) => runs.size > 0);
      if (busy.length === 0) {
        clearInterval(this.#guard);
        this.#guard = undefined;
      }
      const dead = busy.filter((sandbox) => !sandbox.isAlive());
      const told = dead.flatMap(({ runs }) => [...runs.values()]);
      for (const sandbox of dead) sandbox.drop();
      for (const tell of told) tell(new Crashed(told.length > 1));
    }, PING_EVERY);
  }
}
