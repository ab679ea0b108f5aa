// Node itself, in a WebContainer of StackBlitz's beside the page.
import type { WebContainer, WebContainerProcess } from '@webcontainer/api';
import * as v from 'valibot';
import { Door } from '../../door/door.ts';
import { text } from '../../door/shapes.ts';
import {
  limitsOf,
  type Engine,
  type Job,
  type Limits,
  type Listener,
  type Outcome,
  type Size,
} from '../contract.ts';
import { ExitCode, Reports } from '../report.ts';
import type { Plan } from '../source/plan.ts';
import { Preparer, PrepareTimeout } from '../source/preparer.ts';
import { applyEdits } from '../source/source-edit.ts';
import { SourceError, tell } from '../source/source-error.ts';
import type { Marked } from '../source/without-marks.ts';
import { VITEST_EXPORTS } from '../vitest/exports.ts';
import { BootError, Container, LostError, PATIENCE, within, type Patience } from './container.ts';
import launcher from './launcher.ts?script';
import { RecordReader, type Order } from './records.ts';
import { ContainerShell } from './shell.ts';
import { treeOf } from './tree.ts';

/**
 * The stream of a process may go on when the process is over, and never says when it ends: so long
 * a silence is its end.
 */
const QUIET = 60;
/** And it is not listened to for longer than this, both in milliseconds. */
const DRAIN = 2_000;

/** While Node is being started that is told again after so many seconds. */
const SAY_EVERY = 3;

/** What the Node of a container can do, asked for once. */
const PROBE = `let using = true;
try { new Function('{ using a = null; }'); } catch { using = false; }
console.log(JSON.stringify({ version: process.version, typescript: Boolean(process.features.typescript), using }));`;
const Node = v.object({ version: text(100), typescript: v.boolean(), using: v.boolean() });
type Node = v.InferOutput<typeof Node>;

const STOPPED: Outcome = { type: 'stopped' };

export class WebContainerEngine implements Engine {
  readonly #preparer: Preparer;
  readonly #container: Container;
  readonly #patience: Patience;
  readonly #nodes = new WeakMap<WebContainer, Promise<Node>>();
  #last: Promise<unknown> = Promise.resolve();
  #count = 0;

  /** @param realmUrl Where the page with realm.ts is. */
  constructor(realmUrl: string, preparer = new Preparer(), patience: Partial<Patience> = {}) {
    this.#preparer = preparer;
    this.#patience = { ...PATIENCE, ...patience };
    this.#container = new Container(realmUrl, this.#patience);
  }

  /** One run at a time: a container has one file system, and readers have one pair of eyes. */
  run(job: Job, on: Listener, signal: AbortSignal): Promise<Outcome> {
    let isWaiting = true;
    const run = this.#last.then(() => {
      isWaiting = false;
      return this.#settle(job, on, signal);
    });
    this.#last = run;
    // one that still waits for its turn is over at once
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const stop = (): void => void (isWaiting && resolve(STOPPED));
    signal.addEventListener('abort', stop);
    return Promise.race([run, promise]).finally(() => signal.removeEventListener('abort', stop));
  }

  /** @see ContainerShell.open */
  openShell(
    folder: string,
    files: Job['files'],
    size: Size,
    on: (text: string) => void,
  ): Promise<ContainerShell> {
    return ContainerShell.open(this.#container, this.#patience, folder, files, size, on);
  }

  async #settle(job: Job, on: Listener, signal: AbortSignal): Promise<Outcome> {
    if (signal.aborted) return STOPPED;
    const { promise: stopped, resolve } = Promise.withResolvers<Outcome>();
    const stop = (): void => resolve(STOPPED);
    signal.addEventListener('abort', stop);
    try {
      const ready = await Promise.race([this.#prepare(job, on, signal), stopped]);
      if ('type' in ready) {
        this.#preparer.drop(); // it may be what hangs; a boot goes on, and serves the next run
        return ready;
      }
      const { plan, container } = ready;
      const run = this.#probe(container).then((node) =>
        this.#run(job, container, plan, node, on, stopped),
      );
      return await Promise.race([run, this.#container.lost]);
    } catch (error) {
      if (error instanceof SourceError) return tell(error, job.files, on);
      if (error instanceof PrepareTimeout) return { type: 'limit', which: 'time' };
      if (error instanceof BootError)
        return {
          type: 'unavailable',
          reason: error.reason,
          message: error.message,
          advice: error.advice,
        };
      this.#container.drop();
      const why =
        error instanceof LostError ? error.message : `Node was lost: ${(error as Error).message}`;
      return {
        type: 'crashed',
        message: `${why}. It was thrown away: the next run starts a new one.`,
      };
    } finally {
      // a signal of several is kept as long as it's listened to, and so is all that the listener sees
      signal.removeEventListener('abort', stop);
    }
  }

  async #prepare(
    job: Job,
    on: Listener,
    signal: AbortSignal,
  ): Promise<{ plan: Plan; container: WebContainer }> {
    // what is wrong with the code is said without Node
    const plan = await this.#preparer.plan(job, { isInNode: true }, signal);
    let seconds = 0;
    const say = (text: string): void => on({ type: 'progress', text });
    const timer = setInterval(
      () => say(`Starting Node… ${(seconds += SAY_EVERY)} s`),
      SAY_EVERY * 1000,
    );
    try {
      if (!this.#container.isThere) say('Starting Node…');
      const container = await this.#container.get();
      say('Running in Node…');
      return { plan, container };
    } finally {
      clearInterval(timer);
    }
  }

  #probe(container: WebContainer): Promise<Node> {
    let node = this.#nodes.get(container);
    if (!node) {
      node = this.#ask(container);
      this.#nodes.set(container, node);
    }
    return node;
  }

  async #ask(container: WebContainer): Promise<Node> {
    const process = await within(
      this.#patience.spawn,
      'Starting a process',
      container.spawn('node', ['-e', PROBE]),
    );
    const { promise, resolve } = Promise.withResolvers<Node>();
    const door = new Door();
    let said = '';
    void process.output
      .pipeTo(
        new WritableStream({
          write(text) {
            said = (said + text).slice(-1_000);
            const [json = null] = /\{.*\}/.exec(said) ?? [];
            const node = door.admitJson(Node, json);
            if (node) resolve(node);
          },
        }),
      )
      .catch(() => {});
    return within(this.#patience.spawn, 'Asking Node what it can do', promise);
  }

  async #run(
    job: Job,
    container: WebContainer,
    plan: Plan,
    node: Node,
    on: Listener,
    stopped: Promise<Outcome>,
  ): Promise<Outcome> {
    const { files, entry, mode = 'program', trace = false } = job;
    const place = plan.modules.find(({ using }) => using)?.using;
    if (place && !node.using)
      return tell(
        new SourceError(
          `Node ${node.version}, which runs here, doesn’t know "using" yet (Node 24 does)`,
          place,
        ),
        files,
        on,
      );
    const limits = limitsOf(job);
    const mark = `\x1e${crypto.randomUUID()} `;
    const awaits = plan.modules.findLast(({ awaits }) => awaits)?.awaits;
    const order: Order = { mark, entry, mode, limits, trace, ...(awaits && { awaits }) };
    const folder = `run-${++this.#count}`;
    const { mount, spawn } = this.#patience;
    await within(
      mount,
      'Writing the files',
      (async () => {
        await container.fs.mkdir(folder, { recursive: true });
        await container.mount(
          treeOf({
            'package.json': '{ "type": "module" }',
            ...files,
            ...(trace && (await watched(plan, files))),
            ...(await ours(mode)),
          }),
          { mountPoint: folder },
        );
      })(),
    );
    // older ones take types off only when they are asked to
    const flags = [
      '--disable-warning=ExperimentalWarning',
      ...(node.typescript ? [] : ['--experimental-strip-types']),
    ];
    const process = await within(
      spawn,
      'Starting the program',
      container.spawn('node', [...flags, '.tasque/launch.cjs'], {
        cwd: folder,
        env: { TASQUE: JSON.stringify(order), NO_COLOR: '1' },
      }),
    );
    try {
      return await this.#listen(process, mark, files, limits, on, stopped);
    } finally {
      void container.fs.rm(folder, { recursive: true, force: true }).catch(() => {});
    }
  }

  async #listen(
    process: WebContainerProcess,
    mark: string,
    files: Job['files'],
    limits: Limits,
    on: Listener,
    stopped: Promise<Outcome>,
  ): Promise<Outcome> {
    const ended = Promise.withResolvers<Outcome>();
    let over = false;
    let exitCode: number | undefined;
    let heard = performance.now();
    let died = '';
    const reports = new Reports(files, limits, (event) => {
      if (event.type === 'output') died = (died + event.text).slice(-4000);
      on(event);
    });
    const records = new RecordReader(mark, (record) => {
      if (over) return;
      const end = reports.hear(record);
      // by the launcher; of threads, and of what goes past it, here
      if (end?.type === 'flooded') ended.resolve({ type: 'limit', which: 'output' });
      if (end?.type === 'exit') exitCode = end.code;
    });
    // read to its end, heeded or not: a host may stumble over a stream that is cancelled
    const reader = process.output.getReader();
    let closed = false;
    const listen = async (): Promise<void> => {
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        heard = performance.now();
        records.read(chunk.value);
      }
    };
    void listen()
      .catch(() => {})
      .finally(() => (closed = true));

    const exited = process.exit.then(
      async (code): Promise<Outcome> => {
        const until = performance.now() + DRAIN;
        heard = performance.now();
        while (
          !closed &&
          exitCode === undefined &&
          performance.now() < Math.min(until, heard + QUIET)
        )
          await new Promise((next) => setTimeout(next, 5));
        if (exitCode === undefined && /heap out of memory/.test(died))
          return { type: 'limit', which: 'memory' };
        return { type: 'done', exitCode: exitCode ?? v.parse(ExitCode, code) };
      },
      (error: Error): Outcome => ({ type: 'crashed', message: `Node was lost: ${error.message}` }),
    );
    const timer = setTimeout(() => ended.resolve({ type: 'limit', which: 'time' }), limits.ms);
    const outcome = await Promise.race([exited, ended.promise, stopped]);
    clearTimeout(timer);
    over = true;
    reports.end();
    if (outcome.type !== 'done' && outcome.type !== 'crashed') {
      process.kill();
      // only a new container is rid of a process that survives this
      await within(this.#patience.kill, 'Ending the program', exited).catch(() =>
        this.#container.drop(),
      );
    }
    if (outcome.type === 'crashed') this.#container.drop();
    return outcome;
  }
}

/**
 * The files of a watched run: marked, and each brings the probe into the thread
 * that loads it.
 */
async function watched({ modules }: Plan, files: Job['files']): Promise<Record<string, string>> {
  const { default: watch } = await import('./watch.ts?script');
  const probe = '.tasque/watch.mjs';
  const marked = modules.map(({ file, instrumentation = [] }) => [
    file,
    `${applyEdits(files[file]!, instrumentation)}\n;import '${'../'.repeat(file.split('/').length - 1) || './'}${probe}';`,
  ]);
  const sources = Object.fromEntries(modules.map(({ file }) => [file, files[file]!]));
  const all: Marked = {
    // Node's own files have nothing before the reader's text
    modules: modules.map(({ file, instrumentation = [] }) => ({ file, instrumentation, shift: 0 })),
    sources,
  };
  return {
    ...Object.fromEntries(marked),
    [probe]: watch,
    '.tasque/marks.json': JSON.stringify(all),
  };
}

/** What is beside the reader's files. */
async function ours(mode: 'program' | 'tests'): Promise<Record<string, string>> {
  const all = { '.tasque/launch.cjs': launcher };
  if (mode === 'program') return all;
  const { default: bundle } = await import('../vitest/bundle.ts?script');
  return {
    ...all,
    '.tasque/vitest.js': bundle,
    'node_modules/vitest/package.json': '{ "type": "module", "exports": "./index.js" }',
    'node_modules/vitest/index.js': `export const { ${VITEST_EXPORTS.join(', ')} } = globalThis.$vitest.exports;`,
  };
}
