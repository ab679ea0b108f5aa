// Node itself says what is left of TypeScript, and whether that would load.
import { Worker } from 'node:worker_threads';

/** What is left of a file, or why Node does not run it. */
export type Verdict = { code: string } | { refusal: string };

export const nodeJudges = (sources: string[]): Promise<Verdict[]> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./node-judge-worker.ts', import.meta.url), {
      workerData: sources,
      execArgv: ['--experimental-vm-modules', '--no-warnings'],
    });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
