// What a page asks of the service worker about the whole book.
import { ownWorker } from './register-worker.ts';
import type { Progress, Told } from './messages.ts';

/**
 * @param whole `fetch` brings what is not kept yet.
 * @param tell Told how far it is kept: once, or while it is fetched until `ended`.
 */
export async function askForWhole(
  whole: 'ask' | 'fetch',
  tell: (progress: Progress) => void,
): Promise<void> {
  const worker = await ownWorker;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => tell(data as Progress);
  worker.postMessage({ whole } satisfies Told, [port2]);
}
