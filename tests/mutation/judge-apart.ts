// A judge in a process of its own: threads of a broken library may spin for ever, and only the end of
// their process ends them. Run as a program, this file is that process.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Judge, type Job, type Told } from '../steps/judge.ts';

interface Asked {
  job: Job;
  limit: number | undefined;
}

const here = fileURLToPath(import.meta.url);

const isThere = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode === null && signalCode === null;

export class JudgeApart implements AsyncDisposable {
  #child: ChildProcess | undefined;

  /** One job at a time, as `Judge.ask`. */
  async ask(job: Job, limit?: number): Promise<Told> {
    if (this.#child && !isThere(this.#child)) this.#child = undefined;
    this.#child ??= fork(here, { serialization: 'advanced', execArgv: ['--no-warnings'] });
    const child = this.#child;
    child.send({ job, limit } satisfies Asked);
    const over = new AbortController();
    const told = await Promise.race([
      once(child, 'message', over).then(([told]) => told as Told),
      once(child, 'exit', over).then(() => undefined),
    ]).finally(() => over.abort());
    if (told) return told;
    this.#child = undefined;
    return { outcomes: [{ file: '', name: '', failed: 'Error: the process broke' }], ran: {} };
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
  process.on('disconnect', () => process.exit()); // the process that asked is gone, and this one may loop for ever
  const judge = new Judge();
  process.on('message', ({ job, limit }: Asked) => {
    void judge.ask(job, limit).then((told) => process.send!(told));
  });
}
