// Runs in the sandboxed frame: an opaque origin with no network, no storage and no way to the page
// but one port. Its document (frame-page.ts) has an address, so it may be opened elsewhere than in
// the frame: see the last lines. It makes and kills the workers that run the reader's code, and
// never runs that code itself.
import workerScript from './worker.ts?script';
import { askAbilities, type Abilities } from './abilities.ts';
import type { Report } from '../report.ts';
import type {
  FromFrame,
  FromWorker,
  ToFrame,
  ToOwner,
  ToWorker,
  WorkerMessage,
} from './protocol.ts';

/** Each holds its script for as long as the frame is there. */
const blobs = new Map<string, string>();
/** `blob:` workers do not start in WebKit's opaque frame. */
const ofBlob = (script: string): Worker => {
  const url =
    blobs.get(script) ?? URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  blobs.set(script, url);
  return new Worker(url);
};
/**
 * `data:` workers have no shared memory in Chromium. WebKit's stacks have the whole address of a
 * worker in each of their lines, so it's a short one, which is told its script.
 */
const ofData = (script: string): Worker => {
  const worker = new Worker('data:text/javascript,onmessage=({data})=>(0,eval)(data)');
  worker.postMessage(script);
  return worker;
};
let makeWorker = ofBlob;
const prepare = (): Worker => makeWorker(`${workerScript}\n//# sourceURL=worker.js`);

/** What a worker may report. That it was killed only the frame knows. */
const REPORTS = new Set<unknown>([
  'output',
  'error',
  'testing',
  'test',
  'trace',
  'exit',
  'flooded',
]);

/**
 * A report as plain data. The reader's code may have found a way to send reports of its own, with
 * things in them that can't be sent on: then the end of the run would never reach the page.
 */
function plain(report: Report): Report | undefined {
  try {
    if (!REPORTS.has(report.type)) return undefined;
    if (report.type === 'output')
      return {
        type: 'output',
        stream: report.stream === 'stderr' ? 'stderr' : 'stdout',
        text: `${report.text}`,
      };
    return JSON.parse(JSON.stringify(report)) as Report;
  } catch {
    return undefined;
  }
}

/** How many threads a run may have at once, its first one included. */
const MAX_THREADS = 64;
/**
 * How long a report may be missing before those that came after it are told, and how long a flooded
 * run waits for what is on its way, in milliseconds.
 */
const GAP = 100;

function serve(page: MessagePort, abilities: Abilities, first: Worker): void {
  const kills = new Map<number, (why: 'stopped' | 'time') => void>();
  let spare: Worker | undefined = first;
  const tell = (message: FromFrame): void => page.postMessage(message);

  const run = ({ id, plan, sources, limits }: ToFrame & { type: 'run' }): void => {
    const workers = new Set<Worker>();
    let starting = 0; // threads that are on their way
    const secret = crypto.getRandomValues(new Uint32Array(4)).join('-');
    const tally = new Int32Array(
      abilities.shares ? new SharedArrayBuffer(16) : new ArrayBuffer(16),
    );

    const end = (message: FromFrame): void => {
      if (!kills.delete(id)) return;
      clearTimeout(timer);
      clearTimeout(gap);
      clearTimeout(flooded);
      for (const worker of workers) worker.terminate();
      tell(message);
      spare ??= prepare();
    };
    const timer = setTimeout(() => end({ id, type: 'killed', why: 'time' }), limits.ms);
    kills.set(id, (why) => end({ id, type: 'killed', why }));

    // Reports of different threads come by different ways, and may overtake each other.
    let next = 0;
    const early = new Map<number, Report | undefined>();
    let gap: ReturnType<typeof setTimeout> | undefined;
    let flooded: ReturnType<typeof setTimeout> | undefined;
    const pass = (report: Report): void => {
      // Whoever had the last line may number it after one who had none left: with several threads,
      // what is on its way may come.
      if (report.type === 'flooded' && workers.size > 1)
        flooded ??= setTimeout(() => end({ ...report, id }), GAP);
      else if (report.type === 'exit' || report.type === 'flooded') end({ ...report, id });
      else if (kills.has(id)) tell({ ...report, id });
    };
    const passInOrder = (): void => {
      for (; early.has(next); next++) {
        const report = early.get(next);
        early.delete(next);
        if (report) pass(report);
      }
      clearTimeout(gap);
      if (early.size > 0)
        gap = setTimeout(() => {
          next = Math.min(...early.keys()); // the thread with the missing one was terminated
          passInOrder();
        }, GAP);
    };

    const begin = (start: ToWorker, owner?: { port: MessagePort; thread: number }): Worker => {
      const worker = spare ?? prepare();
      spare = undefined;
      workers.add(worker);
      const threads = new Map<number, Promise<Worker | undefined>>();
      const { port1: port, port2: theirs } = new MessageChannel();
      const tellOwner = (message: ToOwner, ports: readonly MessagePort[] = []): void =>
        owner?.port.postMessage(message, [...ports]);
      const leave = (): void => {
        worker.terminate();
        workers.delete(worker);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        pass({ type: 'output', stream: 'stderr', text: `${event.message}\n` });
        if (!owner) return end({ id, type: 'exit', code: 1 });
        tellOwner({ type: 'error', thread: owner.thread, message: event.message });
      };
      const heed = (message: WorkerMessage, ports: readonly MessagePort[]): void => {
        switch (message.type) {
          case 'report': {
            const report = plain(message.report);
            if (typeof message.n !== 'number') return report && pass(report);
            early.set(message.n, report);
            return passInOrder();
          }
          case 'start':
            return void startThread(message.thread, message.script);
          case 'tell':
            return void threads
              .get(message.thread)
              ?.then((thread) => thread?.postMessage(message.message, [...ports]));
          case 'terminate':
            return void threads.get(message.thread)?.then((thread) => {
              thread?.terminate();
              if (thread) workers.delete(thread);
            });
          case 'failed':
            return (
              owner && tellOwner({ type: 'error', thread: owner.thread, message: message.message })
            );
          case 'closed':
            leave();
            return owner && tellOwner({ type: 'closed', thread: owner.thread });
        }
      };
      const startThread = (thread: number, script: Blob): void => {
        if (workers.size + starting >= MAX_THREADS)
          return port.postMessage({
            type: 'error',
            thread,
            message: `a program may have ${MAX_THREADS} threads here, not more`,
          } satisfies ToOwner);
        starting++;
        const begun = script.text().then((text) => {
          starting--;
          return kills.has(id)
            ? begin(
                { ...start, script: text, thread: start.thread * 100 + thread + 1 },
                { port, thread },
              )
            : undefined;
        });
        threads.set(thread, begun);
      };
      worker.onmessage = ({ data, ports }: MessageEvent<FromWorker | unknown>) => {
        if (Array.isArray(data) && data[0] === secret) heed(data[1] as WorkerMessage, ports);
        else if (owner) tellOwner({ type: 'message', thread: owner.thread, message: data }, ports);
      };
      worker.postMessage(start, [theirs]);
      return worker;
    };
    begin({
      abilities,
      plan,
      sources,
      limits,
      tally,
      secret,
      began: performance.timeOrigin + performance.now(),
      thread: 0,
    });
  };

  page.onmessage = ({ data: message }: MessageEvent<ToFrame>) => {
    if (message.type === 'run') run(message);
    else if (message.type === 'stop') kills.get(message.id)?.('stopped');
    else tell({ type: 'pong' });
  };
  tell({ type: 'ready', shares: abilities.shares });
}

// In a tab of its own, or in a frame that let it keep its origin, it does nothing.
if (parent !== self) {
  if (self.origin === 'null') {
    const asking = askAbilities(ofBlob);
    let first = prepare(); // it starts while that is found out
    const found = asking.then((abilities) => {
      if (abilities) return abilities;
      first.terminate();
      makeWorker = ofData;
      first = prepare();
      return askAbilities(ofData);
    });
    addEventListener('message', ({ data, source, ports: [page] }: MessageEvent) => {
      if (source === parent && data === 'connect' && page)
        void found.then((abilities) => abilities && serve(page, abilities, first));
    });
  }
  parent.postMessage('here', '*'); // the browser says by which origin
}
