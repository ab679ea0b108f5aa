// What a place that runs a reader's code promises. Everything on a page that runs code speaks only
// this.
import * as v from 'valibot';
import { list, ordinal, path, text } from '../door/shapes.ts';
import type { TraceEvent } from '../timeline/catalogue/catalogue.ts';
import { MOST } from './bounds.ts';

/**
 * The code of one run: file name to text. Names are relative to the stage, as in
 * `programs/two-tasks.ts`.
 */
export interface Job {
  readonly files: Readonly<Record<string, string>>;
  readonly entry: string;
  /**
   * `program` (unless told otherwise) runs the entry; `tests` takes it for a file of vitest's, and
   * runs its tests.
   */
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

const LIMITS: Limits = { ms: 10_000, lines: 2_000, chars: 200_000 };
/** A file of tests is many programs, and some of them wait. */
const LIMITS_OF_TESTS: Limits = { ...LIMITS, ms: 60_000 };

/** What holds for a run, unless its job says otherwise. */
export const limitsOf = ({ mode, limits }: Job): Limits => ({
  ...(mode === 'tests' ? LIMITS_OF_TESTS : LIMITS),
  ...limits,
});

/** Where in one of the files; line and column count from 1. */
export const Position = v.object({ file: path, line: ordinal, column: ordinal });
export type Position = v.InferOutput<typeof Position>;

export const TestError = v.object({
  message: text(MOST.text),
  /** What was expected beside what came, where the assertion can say it. */
  diff: v.exactOptional(text(MOST.text)),
  /** The first line of the job's own files that the error came by. */
  at: v.exactOptional(Position),
  /** The first line of each other one of them that it came through, the innermost first. */
  through: v.exactOptional(list(Position, MOST.files)),
});
export type TestError = v.InferOutput<typeof TestError>;

/** The names of the suites that a test is in, and its own. */
const TestPath = v.pipe(list(text(MOST.title), MOST.titles), v.minLength(1));

/** How one test went. */
export const TestResult = v.object({
  path: TestPath,
  state: v.picklist(['passed', 'failed', 'skipped']),
  /** How long it took, in milliseconds. */
  ms: v.pipe(v.number(), v.finite()),
  errors: list(TestError, MOST.errors),
});
export type TestResult = v.InferOutput<typeof TestResult>;

export const Printed = v.object({
  type: v.literal('output'),
  stream: v.picklist(['stdout', 'stderr']),
  text: v.string(),
});
/**
 * Why the run failed, where this is known to be a place in one of the job's files. The text is on
 * stderr too.
 */
export const Failed = v.object({ type: v.literal('error'), message: text(1_000), at: Position });
/**
 * A test begins; without a path, the file of the tests is loaded. How it went is told once it and those
 * before it in the file are over: a suite comes after its tests.
 */
export const Testing = v.object({
  type: v.literal('testing'),
  path: list(text(MOST.title), MOST.titles),
});
export const Tested = v.object({ type: v.literal('test'), result: TestResult });

/** What happens during a run, in order. */
export type RunEvent =
  | v.InferOutput<typeof Printed | typeof Failed | typeof Testing | typeof Tested>
  /** What was seen of a run that is traced: in order for each thread. */
  | { type: 'trace'; events: TraceEvent[] }
  /** Something that the reader should know of this place: it cannot do all that Node does. */
  | { type: 'note'; text: string }
  /** What is being done before the run begins, where that takes time. */
  | { type: 'progress'; text: string };

export type Listener = (event: RunEvent) => void;

export type Outcome =
  /**
   * The codes are Node's: 0, 1 after an error or a failed test, 13 if it waits for what can never
   * come. `needsNode`: it asked for what only Node has.
   */
  | { type: 'done'; exitCode: number; needsNode?: true }
  | { type: 'stopped' }
  /** `together`: it may also have been a program that ran at the same time in the same memory. */
  | { type: 'limit'; which: 'time' | 'output' | 'memory'; together?: true }
  /** It could not be run here at all. Another place may do. */
  | { type: 'unavailable'; reason: BootFailure; message: string; advice: string }
  | { type: 'crashed'; message: string };

/**
 * `unsupported`: the browser or the page lacks what it takes; `unreachable`: its host is not to be
 * had; `timeout`: the host answers, and nothing comes of it; `refused`: it was refused.
 */
export type BootFailure = 'unsupported' | 'unreachable' | 'timeout' | 'refused';

export interface Engine {
  /** Boots what it needs at the first run. Always settles: with an outcome, never with an error. */
  run(job: Job, on: Listener, signal: AbortSignal): Promise<Outcome>;
  /** Makes ready for the first run, if that needs no permission. */
  warm?(): void;
  /**
   * Opens a shell in a folder with these files.
   * @param folder The same for each shell of a stage.
   * @param on Told what it prints.
   * @throws {Error} where there can be none; it may have an `advice`.
   */
  openShell?(
    folder: string,
    files: Job['files'],
    size: Size,
    on: (text: string) => void,
  ): Promise<Shell>;
}

/** Of a terminal, in characters. */
export interface Size {
  cols: number;
  rows: number;
}

export interface Shell {
  /** Settles when it is over: it was left, or what it runs in was lost. */
  readonly over: Promise<void>;
  type(text: string): void;
  resize(size: Size): void;
  /** Puts the reader's version of a file into its folder; `null` takes it away. */
  save(file: string, text: string | null): Promise<void>;
  end(): void;
}

/** What is known of an engine before it is loaded: a reader chooses by it. */
export interface EngineOffer {
  /** The reader's choice is remembered by it. */
  readonly id: string;
  /** Its name among the choices, and what to expect of it. */
  readonly label: string;
  readonly title: string;
  /** Where it runs, as a sentence says it: `in the page`. */
  readonly place: string;
  /** Whether it can be had wherever the page can: advised where another one can't. */
  readonly isAlwaysThere: boolean;
  /** Whether it is Node itself: advised where a program needs that. */
  readonly isNode: boolean;
  readonly hasShell: boolean;
  load(): Promise<Engine>;
}
