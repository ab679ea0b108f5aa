// Runs in the sandboxed frame: an opaque origin with no network, no storage and no way to the page but one port.
// It makes and kills the workers that run the reader's code, and never runs that code itself.
import workerScript from './worker.ts?script';
import type { FromFrame, FromWorker, ToFrame, ToWorker } from './protocol.ts';

const makeWorker = (script: string): Worker =>
  new Worker(
    useDataUrls
      ? `data:text/javascript;charset=utf-8,${encodeURIComponent(script)}`
      : URL.createObjectURL(new Blob([script], { type: 'text/javascript' })),
  );
const prepare = (): Worker => makeWorker(`${workerScript}\n//# sourceURL=worker.js`);

// `blob:` workers do not start in WebKit's opaque frame, and `data:` workers have no shared memory in Chromium: try.
let useDataUrls = false;
const probed = new Promise<void>((resolve) => {
  const probe = makeWorker('postMessage(0)');
  probe.onmessage = () => {
    probe.terminate();
    resolve();
  };
  probe.onerror = () => {
    useDataUrls = true;
    resolve();
  };
});

addEventListener('message', async ({ data, ports: [page] }: MessageEvent) => {
  if (data !== 'connect' || !page) return;
  await probed;
  const kills = new Map<number, (why: 'stopped' | 'time') => void>();
  let spare: Worker | undefined = prepare();
  const tell = (message: FromFrame): void => page.postMessage(message);

  const run = ({ id, plan, sources, limits }: ToFrame & { type: 'run' }): void => {
    const worker = spare ?? prepare();
    spare = undefined;
    const { port1: port, port2: theirs } = new MessageChannel();
    const end = (message: FromFrame): void => {
      if (!kills.delete(id)) return;
      clearTimeout(timer);
      worker.terminate();
      port.close();
      tell(message);
      spare ??= prepare();
    };
    const timer = setTimeout(() => end({ id, type: 'killed', why: 'time' }), limits.ms);
    kills.set(id, (why) => end({ id, type: 'killed', why }));

    worker.onerror = (event) => {
      event.preventDefault();
      tell({ id, type: 'output', stream: 'stderr', text: `${event.message}\n` });
      end({ id, type: 'exit', code: 1 });
    };
    port.onmessage = ({ data: message }: MessageEvent<FromWorker>) => {
      if (message.type === 'exit' || message.type === 'flooded') end({ ...message, id });
      else tell({ ...message, id });
    };
    worker.postMessage({ plan, sources, limits } satisfies ToWorker, [theirs]);
  };

  page.onmessage = ({ data: message }: MessageEvent<ToFrame>) => {
    if (message.type === 'run') run(message);
    else if (message.type === 'stop') kills.get(message.id)?.('stopped');
    else tell({ type: 'pong' });
  };
  tell({ type: 'ready' });
});
