// A judge in a process of its own: threads of a broken library may spin for ever, and only the end of
// their process ends them. Run as a program, this file is that process.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Judge, type Job, type Outcome } from '../steps/judge.ts';

interface Asked {
  job: Job;
  limit: number | undefined;
}

const here = fileURLToPath(import.meta.url);

const isThere = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode === null && signalCode === null;

export class JudgeApart implements AsyncDisposable {
  #child: ChildProcess | undefined;

  /** One job at a time, as `Judge.run`. */
  async run(job: Job, limit?: number): Promise<Outcome[]> {
    if (this.#child && !isThere(this.#child)) this.#child = undefined;
    this.#child ??= fork(here, { serialization: 'advanced', execArgv: ['--no-warnings'] });
    const child = this.#child;
    child.send({ job, limit } satisfies Asked);
    const outcomes = await Promise.race([
      once(child, 'message').then(([told]) => told as Outcome[]),
      once(child, 'exit').then(() => undefined),
    ]);
    if (outcomes) return outcomes;
    this.#child = undefined;
    return [{ file: '', name: '', failed: 'Error: the process broke' }];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || !isThere(child)) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}

if (process.argv[1] === here) {
  const judge = new Judge();
  process.on('message', ({ job, limit }: Asked) => {
    void judge.run(job, limit).then((outcomes) => process.send!(outcomes));
  });
}
