// Makes a browser slower, whole: its processes are stopped for most of the time, again and again,
// by a worker that does nothing else. What DevTools call CPU throttling reaches the main threads of
// the page and of a frame, and no worker: "Operation is only supported for pages, not workers".
import { setTimeout as after } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** So long the processes go on at a time, in milliseconds. */
const GO = 5;

export interface Slower {
  /** @returns Which share of the time the processes went on. */
  end(): Promise<number>;
}

/**
 * @param leader The process that leads their group: Playwright's browser does.
 * @param times How much slower they are to be.
 */
export async function slower(leader: number, times: number): Promise<Slower> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { leader, times } });
  await new Promise((begun) => worker.once('message', begun));
  return {
    end: async () => {
      const share = new Promise<number>((told) => worker.once('message', told));
      worker.postMessage('end');
      return share;
    },
  };
}

if (!isMainThread && workerData?.leader) {
  const { leader, times } = workerData as { leader: number; times: number };
  const wait = new Int32Array(new SharedArrayBuffer(4));
  let isOver = false;
  parentPort!.once('message', () => (isOver = true));
  parentPort!.postMessage('begun');
  let [went, stood] = [0, 0];
  let at = performance.now();
  const since = (): number => -(at - (at = performance.now()));
  while (!isOver) {
    process.kill(-leader, 'SIGSTOP');
    went += since();
    // as long as it has to be, whatever came between
    Atomics.wait(wait, 0, 0, Math.max(1, went * (times - 1) - stood));
    process.kill(-leader, 'SIGCONT');
    stood += since();
    await after(GO);
  }
  parentPort!.postMessage(went / (went + stood));
  parentPort!.close();
}
