// The page's own engine: no network, nothing to install, and nothing that the reader's code does can leave the frame.
import { LIMITS, type Engine, type Job, type Listener, type Outcome } from '../contract.ts';
import type { Plan } from '../source/plan.ts';
import { Preparer } from '../source/preparer.ts';
import { SourceError, tell } from '../source/source-error.ts';
import { FRAME_PAGE } from './frame-page.ts';
import type { FromFrame, ToFrame } from './protocol.ts';

/** How long the frame may take to start, in milliseconds. */
const BOOT = 10_000;

/** While something runs the frame is asked for a sign of life this often, in milliseconds; */
const PING_EVERY = 500;
/** and counts as dead when it has left so many questions unanswered. A page that slept asked none meanwhile. */
const MAX_UNANSWERED = 6;

const NO_THREADS = 'This page is not cross-origin isolated, so there are no threads here: jobs ran one after the other, in the place of their call.';

type RunMessage = Extract<FromFrame, { id: number }> | { type: 'crashed' };

export class PageEngine implements Engine {
  readonly kind = 'page';
  #frame: Promise<MessagePort> | undefined;
  #frameElement: HTMLIFrameElement | undefined;
  readonly #preparer: Preparer;
  readonly #runs = new Map<number, (message: RunMessage) => void>();
  #nextId = 1;
  #unanswered = 0;
  #guard: ReturnType<typeof setInterval> | undefined;

  constructor(preparer = new Preparer()) {
    this.#preparer = preparer;
  }

  /** Makes the frame ahead of the first run. */
  warm(): void {
    this.#connect().catch(() => {}); // the run will tell
  }

  async run(job: Job, on: Listener, signal: AbortSignal): Promise<Outcome> {
    const { files, limits } = job;
    const aborted = new Promise<'aborted'>((resolve) => signal.addEventListener('abort', () => resolve('aborted'), { once: true }));
    let booted;
    try {
      booted = await Promise.race([Promise.all([this.#plan(job), this.#connect()]), aborted]);
    } catch (error) {
      if (error instanceof SourceError) return tell(error, files, on);
      return { type: 'crashed', message: (error as Error).message };
    }
    if (booted === 'aborted' || signal.aborted) {
      this.#preparer.drop(); // it may be what hangs
      return { type: 'stopped' };
    }
    const [plan, port] = booted;
    if (!crossOriginIsolated && plan.modules.some(({ script }) => script.includes('SharedArrayBuffer'))) on({ type: 'note', text: NO_THREADS });
    const id = this.#nextId++;
    const ask = (message: ToFrame): void => port.postMessage(message);
    const stop = (): void => ask({ type: 'stop', id });
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
          case 'test':
          case 'trace': {
            const { id: _, ...event } = message;
            return on(event);
          }
          case 'exit':
            return settle({ type: 'done', exitCode: message.code });
          case 'killed':
            return settle(message.why === 'time' ? { type: 'limit', which: 'time' } : { type: 'stopped' });
          case 'flooded':
            return settle({ type: 'limit', which: 'output' });
          case 'crashed':
            return settle({ type: 'limit', which: 'memory' }); // nothing else is known to take the frame along
        }
      });
      signal.addEventListener('abort', stop);
      ask({ type: 'run', id, plan, sources: files, limits: { ...LIMITS, ...limits } });
      this.#watch(port);
    });
  }

  async #plan(job: Job): Promise<Plan> {
    const bundle = job.mode === 'tests' ? import('../vitest/bundle.ts?script') : undefined;
    const probe = job.trace ? import('../../timeline/probe/probe.ts?script') : undefined;
    const plan = await this.#preparer.plan(job);
    return { ...plan, ...(bundle && { vitest: (await bundle).default }), ...(probe && { probe: (await probe).default }) };
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
