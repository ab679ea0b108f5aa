// A thread of its own: it needs a flag of Node's.
import { stripTypeScriptTypes } from 'node:module';
import * as vm from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import type { Verdict } from './node-judge.ts';

/** Throws what a module throws before it runs: its early errors. */
const { SourceTextModule } = vm as unknown as { SourceTextModule: new (code: string) => unknown };

parentPort!.postMessage(
  (workerData as string[]).map((source): Verdict => {
    try {
      const code = stripTypeScriptTypes(source);
      new SourceTextModule(code);
      return { code };
    } catch (error) {
      return { refusal: (error as Error).message };
    }
  }),
);
