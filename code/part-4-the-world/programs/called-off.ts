import { abortSignal, cancelledBy, HostedLoop } from '../src/index.ts';
import { transformFuture, within } from '../src/index.ts';

/** Stands for `fetch`. It has no answer yet when the page is closed. */
const ask = (signal: AbortSignal) =>
  new Promise<string>((_, reject) => {
    setTimeout(() => page.abort(new Error('the page was closed')));
    signal.addEventListener('abort', () => {
      console.log('the request was stopped');
      reject(signal.reason);
    });
  });

const loop = new HostedLoop();
const page = new AbortController();

function* answer() {
  return yield* within(abortSignal(), function* (signal) {
    return yield* transformFuture(ask(signal), loop);
  });
}

try {
  await loop.run(within(cancelledBy(page.signal), answer));
} catch (error) {
  console.log(String(error));
}
loop.close();
