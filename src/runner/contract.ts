// What a place that runs a reader's code promises. Everything on a page that runs code speaks only this.
import type { TraceEvent } from '../timeline/events.ts';

/** The code of one run: file name to text. Names are relative to the stage, as in `programs/two-tasks.ts`. */
export interface Job {
  readonly files: Readonly<Record<string, string>>;
  readonly entry: string;
  /** `program` (unless told otherwise) runs the entry; `tests` takes it for a file of vitest's, and runs its tests. */
  readonly mode?: 'program' | 'tests';
  readonly limits?: Partial<Limits>;
  /** Whether the run is watched, and tells what its loops, tasks and futures do. */
  readonly trace?: boolean;
}

export interface Limits {
  /** How long a run may take, in milliseconds. */
  ms: number;
  /** How many lines a run may print before it is ended. */
  lines: number;
  /** How many characters a run may print before it is ended. */
  chars: number;
}

export const LIMITS: Limits = { ms: 10_000, lines: 2_000, chars: 200_000 };

export interface Position {
  file: string;
  /** Both count from 1. */
  line: number;
  column: number;
}

/** How one test went. */
export interface TestResult {
  /** The names of the suites that it stands in, and its own. */
  path: string[];
  state: 'passed' | 'failed' | 'skipped';
  /** How long it took, in milliseconds. */
  ms: number;
  errors: TestError[];
}

export interface TestError {
  message: string;
  /** What was expected beside what came, where the assertion can say it. */
  diff?: string;
  /** The first line of the job's own files that the error came by. */
  at?: Position;
}

/** What happens during a run, in order. */
export type RunEvent =
  | { type: 'output'; stream: 'stdout' | 'stderr'; text: string }
  /** Why the run failed, where this is known to be a place in one of the job's files. The text is on stderr too. */
  | { type: 'error'; message: string; at: Position }
  | { type: 'test'; result: TestResult }
  /** What was seen of a run that is traced: in order for each thread. */
  | { type: 'trace'; events: TraceEvent[] }
  /** Something that the reader should know of this place: it cannot do all that Node does. */
  | { type: 'note'; text: string }
  /** What is being done before the run begins, where that takes time. */
  | { type: 'progress'; text: string };

export type Listener = (event: RunEvent) => void;

export type Outcome =
  /** The codes are Node's: 0, 1 after an error or a failed test, 13 if it waits for what can never come. */
  | { type: 'done'; exitCode: number }
  | { type: 'stopped' }
  | { type: 'limit'; which: 'time' | 'output' | 'memory' }
  /** It could not be run here at all. Another place may do. */
  | { type: 'unavailable'; reason: BootFailure; message: string; advice: string }
  | { type: 'crashed'; message: string };

/**
 * `unsupported`: the browser or the page lacks what it takes; `unreachable`: its host is not to be had; `timeout`: the host
 * answers, and nothing comes of it; `refused`: somebody said no.
 */
export type BootFailure = 'unsupported' | 'unreachable' | 'timeout' | 'refused';

export interface Engine {
  readonly kind: 'page' | 'webcontainer';
  /** Boots what it needs at the first run. Always settles: with an outcome, never with an error. */
  run(job: Job, on: Listener, signal: AbortSignal): Promise<Outcome>;
}
