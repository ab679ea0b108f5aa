// The page's own engine: no network, nothing to install, and nothing that the reader's code does can leave the frame.
import { LIMITS, type Engine, type Job, type Listener, type Outcome } from '../contract.ts';
import { codeFrame } from './code-frame.ts';
import frameScript from './frame.ts?script';
import type { LinkReply, LinkRequest } from './linker-worker.ts';
import type { FromFrame, ToFrame } from './protocol.ts';

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

type RunMessage = Extract<FromFrame, { id: number }> | { type: 'crashed' };

export class PageEngine implements Engine {
  readonly kind = 'page';
  #frame: Promise<MessagePort> | undefined;
  #frameElement: HTMLIFrameElement | undefined;
  #linker: Worker | undefined;
  readonly #links = new Map<number, PromiseWithResolvers<LinkReply>>();
  readonly #runs = new Map<number, (message: RunMessage) => void>();
  #nextId = 1;
  #unanswered = 0;
  #guard: ReturnType<typeof setInterval> | undefined;

  async run({ files, entry, limits }: Job, on: Listener, signal: AbortSignal): Promise<Outcome> {
    const aborted = new Promise<'aborted'>((resolve) => signal.addEventListener('abort', () => resolve('aborted'), { once: true }));
    let booted;
    try {
      booted = await Promise.race([Promise.all([this.#link(files, entry), this.#connect()]), aborted]);
    } catch (error) {
      return { type: 'crashed', message: (error as Error).message };
    }
    if (booted === 'aborted' || signal.aborted) {
      this.#dropLinker(new Error('stopped')); // it may be what hangs
      return { type: 'stopped' };
    }
    const [linked, port] = booted;
    if ('error' in linked) {
      const { message, at } = linked.error;
      on({ type: 'output', stream: 'stderr', text: `${codeFrame(at, files[at.file])}${message}\n` });
      on({ type: 'error', message, at });
      return { type: 'done', exitCode: 1 };
    }
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
          case 'error': return on(message);
          case 'exit': return settle({ type: 'done', exitCode: message.code });
          case 'killed': return settle(message.why === 'time' ? { type: 'limit', which: 'time' } : { type: 'stopped' });
          case 'flooded': return settle({ type: 'limit', which: 'output' });
          case 'crashed': return settle({ type: 'crashed', message: 'the sandbox died, most likely because the program used up its memory' });
        }
      });
      signal.addEventListener('abort', stop);
      tell({ type: 'run', id, plan: linked.plan, sources: files, limits: { ...LIMITS, ...limits } });
      this.#watch(port);
    });
  }

  #link(files: Job['files'], entry: string): Promise<LinkReply> {
    const id = this.#nextId++;
    const link = Promise.withResolvers<LinkReply>();
    link.promise.catch(() => {}); // a run that was stopped no longer listens
    this.#links.set(id, link);
    this.#linker ??= this.#makeLinker();
    this.#linker.postMessage({ id, files, entry } satisfies LinkRequest);
    return link.promise;
  }

  #makeLinker(): Worker {
    const linker = new Worker(new URL('./linker-worker.ts', import.meta.url), { type: 'module' });
    linker.onmessage = ({ data: reply }: MessageEvent<LinkReply>) => {
      this.#links.get(reply.id)?.resolve(reply);
      this.#links.delete(reply.id);
    };
    linker.onerror = ({ message }) => this.#dropLinker(new Error(`the code could not be prepared: ${message ?? 'its worker did not load'}`));
    return linker;
  }

  #dropLinker(why: Error): void {
    this.#linker?.terminate();
    this.#linker = undefined;
    for (const link of this.#links.values()) link.reject(why);
    this.#links.clear();
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
