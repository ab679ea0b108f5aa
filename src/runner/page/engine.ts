// The page's own engine: no network, nothing to install, and nothing that the reader's code does can leave the frame.
import { LIMITS, type Engine, type Job, type Listener, type Outcome } from '../contract.ts';
import { codeFrame } from './code-frame.ts';
import frameScript from './frame.ts?script';
import { importsOf, isCode, link } from './link.ts';
import type { ModuleSyntax } from './module-syntax.ts';
import type { Prepared, PrepareReply, PrepareRequest } from './prepare-worker.ts';
import type { FromFrame, Plan, ToFrame } from './protocol.ts';
import { SourceError } from './source-error.ts';
import { VITEST_EXPORTS } from './vitest-exports.ts';

/** For the frame: it may run scripts that are given to it, and ask nobody for anything. */
const FRAME_POLICY = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob: data:; worker-src blob: data:";
const FRAME_PAGE =
  `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${FRAME_POLICY}">` +
  `<script>${frameScript.replaceAll('</script', '<\\/script')}</script>`;

/** How long the frame may take to start, in milliseconds. */
const BOOT = 10_000;

/** While something runs the frame is asked for a sign of life this often, in milliseconds; */
const PING_EVERY = 500;
/** and counts as dead when it has left so many questions unanswered. A page that slept asked none meanwhile. */
const MAX_UNANSWERED = 6;

const NO_THREADS = 'This page is not cross-origin isolated, so there are no threads here: jobs ran one after the other, in the place of their call.';

/** What was prepared when the site was built: the text of each file, and what is known of it. */
export interface PreparedFiles {
  readonly files: Readonly<Record<string, string>>;
  readonly modules: Readonly<Record<string, ModuleSyntax>>;
}

type RunMessage = Extract<FromFrame, { id: number }> | { type: 'crashed' };

export class PageEngine implements Engine {
  readonly kind = 'page';
  #frame: Promise<MessagePort> | undefined;
  #frameElement: HTMLIFrameElement | undefined;
  #preparer: Worker | undefined;
  /** By file and text: between two runs a reader changes few files, and not all of them are of one stage. */
  readonly #known = new Map<string, Prepared>();
  readonly #requests = new Map<number, PromiseWithResolvers<PrepareReply>>();
  readonly #runs = new Map<number, (message: RunMessage) => void>();
  #nextId = 1;
  #unanswered = 0;
  #guard: ReturnType<typeof setInterval> | undefined;

  /** Tells the engine what the build found out about files, so that it need not parse them. */
  know({ files, modules }: PreparedFiles): void {
    for (const [file, module] of Object.entries(modules)) this.#known.set(keyOf(file, files[file]!), module);
  }

  /** Makes the frame ahead of the first run. */
  warm(): void {
    this.#connect().catch(() => {}); // the run will tell
  }

  async run(job: Job, on: Listener, signal: AbortSignal): Promise<Outcome> {
    const { files, entry, mode = 'program', limits } = job;
    const aborted = new Promise<'aborted'>((resolve) => signal.addEventListener('abort', () => resolve('aborted'), { once: true }));
    let booted;
    try {
      booted = await Promise.race([Promise.all([this.#plan(files, entry, mode), this.#connect()]), aborted]);
    } catch (error) {
      if (error instanceof SourceError) {
        const { at } = error;
        const message = `${error.name}: ${error.message}`;
        on({ type: 'output', stream: 'stderr', text: `${codeFrame(at, files[at.file])}${message}\n` });
        on({ type: 'error', message, at });
        return { type: 'done', exitCode: 1 };
      }
      return { type: 'crashed', message: (error as Error).message };
    }
    if (booted === 'aborted' || signal.aborted) {
      this.#dropPreparer(new Error('stopped')); // it may be what hangs
      return { type: 'stopped' };
    }
    const [plan, port] = booted;
    if (!crossOriginIsolated && plan.modules.some(({ script }) => script.includes('SharedArrayBuffer'))) on({ type: 'note', text: NO_THREADS });
    const id = this.#nextId++;
    const tell = (message: ToFrame): void => port.postMessage(message);
    const stop = (): void => tell({ type: 'stop', id });
    return new Promise<Outcome>((resolve) => {
      const settle = (outcome: Outcome): void => {
        signal.removeEventListener('abort', stop);
        this.#runs.delete(id);
        resolve(outcome);
      };
      this.#runs.set(id, (message) => {
        switch (message.type) {
          case 'output':
          case 'error':
          case 'test': {
            const { id: _, ...event } = message;
            return on(event);
          }
          case 'exit': return settle({ type: 'done', exitCode: message.code });
          case 'killed': return settle(message.why === 'time' ? { type: 'limit', which: 'time' } : { type: 'stopped' });
          case 'flooded': return settle({ type: 'limit', which: 'output' });
          case 'crashed': return settle({ type: 'limit', which: 'memory' }); // nothing else is known to take the frame along
        }
      });
      signal.addEventListener('abort', stop);
      tell({ type: 'run', id, plan, sources: files, limits: { ...LIMITS, ...limits } });
      this.#watch(port);
    });
  }

  async #plan(files: Job['files'], entry: string, mode: NonNullable<Job['mode']>): Promise<Plan> {
    const bundle = mode === 'tests' ? import('./vitest.ts?script') : undefined;
    await this.#prepare(files, entry);
    const syntaxOf = (file: string): ModuleSyntax => {
      const prepared = this.#known.get(keyOf(file, files[file]!))!;
      if ('error' in prepared) throw new SourceError(prepared.error, prepared.at);
      return prepared;
    };
    const plan = link(files, entry, syntaxOf, bundle && { vitest: VITEST_EXPORTS });
    return bundle ? { ...plan, vitest: (await bundle).default } : plan;
  }

  /** Sees to it that everything is known of the entry and of what it leads to. */
  async #prepare(files: Job['files'], entry: string): Promise<void> {
    const seen = new Set<string>();
    let wanted = [entry];
    while (wanted.length > 0) {
      const present = wanted.filter((file) => Object.hasOwn(files, file) && !seen.has(file));
      for (const file of present) seen.add(file);
      const unknown = present.filter((file) => !this.#known.has(keyOf(file, files[file]!)));
      if (unknown.length > 0) {
        const reply = await this.#ask(Object.fromEntries(unknown.map((file) => [file, files[file]!])));
        for (const file of unknown) this.#known.set(keyOf(file, files[file]!), reply.files[file]!);
      }
      const modules = present.flatMap((file) => {
        const prepared = this.#known.get(keyOf(file, files[file]!))!;
        return 'error' in prepared ? [] : [[file, prepared] as const];
      });
      wanted = modules.flatMap(([file, module]) => importsOf(module, file));
      if (modules.some(([, { loads }]) => loads)) wanted.push(...Object.keys(files).filter(isCode));
    }
  }

  #ask(files: Record<string, string>): Promise<PrepareReply> {
    const id = this.#nextId++;
    const request = Promise.withResolvers<PrepareReply>();
    request.promise.catch(() => {}); // a run that was stopped no longer listens
    this.#requests.set(id, request);
    this.#preparer ??= this.#makePreparer();
    this.#preparer.postMessage({ id, files } satisfies PrepareRequest);
    return request.promise;
  }

  #makePreparer(): Worker {
    const preparer = new Worker(new URL('./prepare-worker.ts', import.meta.url), { type: 'module' });
    preparer.onmessage = ({ data: reply }: MessageEvent<PrepareReply>) => {
      this.#requests.get(reply.id)?.resolve(reply);
      this.#requests.delete(reply.id);
    };
    preparer.onerror = ({ message }) => this.#dropPreparer(new Error(`the code could not be prepared: ${message ?? 'its worker did not load'}`));
    return preparer;
  }

  #dropPreparer(why: Error): void {
    this.#preparer?.terminate();
    this.#preparer = undefined;
    for (const request of this.#requests.values()) request.reject(why);
    this.#requests.clear();
  }

  /** One hidden frame for all programs of the page, made at the first run. One that fails is thrown away. */
  #connect(): Promise<MessagePort> {
    return (this.#frame ??= new Promise<MessagePort>((resolve, reject) => {
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', 'allow-scripts');
      frame.allow = 'cross-origin-isolated';
      frame.hidden = true;
      frame.title = 'Sandbox for programs';
      frame.srcdoc = FRAME_PAGE;
      const timer = setTimeout(() => {
        this.#dropFrame();
        reject(new Error(`the sandbox did not start within ${BOOT / 1000} s`));
      }, BOOT);
      frame.onload = () => {
        const { port1: port, port2: theirs } = new MessageChannel();
        port.onmessage = ({ data: message }: MessageEvent<FromFrame>) => {
          this.#unanswered = 0;
          if (message.type === 'ready') {
            clearTimeout(timer);
            resolve(port);
          } else if (message.type !== 'pong') this.#runs.get(message.id)?.(message);
        };
        frame.contentWindow!.postMessage('connect', '*', [theirs]);
      };
      this.#frameElement = frame;
      document.body.append(frame);
    }));
  }

  #dropFrame(): void {
    this.#frameElement?.remove();
    this.#frameElement = undefined;
    this.#frame = undefined;
  }

  /** The frame never runs the reader's code, so it answers. Where it does not, its process is gone. */
  #watch(port: MessagePort): void {
    if (this.#guard !== undefined) return;
    this.#unanswered = 0;
    this.#guard = setInterval(() => {
      if (this.#unanswered >= MAX_UNANSWERED) {
        this.#dropFrame();
        for (const tell of [...this.#runs.values()]) tell({ type: 'crashed' });
      }
      if (this.#runs.size > 0) {
        this.#unanswered++;
        return port.postMessage({ type: 'ping' } satisfies ToFrame);
      }
      clearInterval(this.#guard);
      this.#guard = undefined;
    }, PING_EVERY);
  }
}

const keyOf = (file: string, source: string): string => `${file}\0${source}`;
