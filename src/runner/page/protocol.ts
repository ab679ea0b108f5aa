// What the page, the sandboxed frame and the worker in it say to each other.
import type { Limits, Position } from '../contract.ts';

export interface LinkedModule {
  file: string;
  /** The files it imports, in order. */
  imports: string[];
  script: string;
  /** How many characters stand before the reader's code in the script's first line. */
  shift: number;
}

export interface Plan {
  entry: string;
  /** True where some module awaits at its top level. */
  awaits: boolean;
  /** In the order of evaluation's first visit: an importer stands after what it imports, cycles apart. */
  modules: LinkedModule[];
}

/** Before a file's name in stack traces, so that no browser takes the name for a URL relative to the script's own. */
export const SOURCE_ROOT = 'tasque:///';

export type ToFrame =
  | { type: 'run'; id: number; plan: Plan; sources: Readonly<Record<string, string>>; limits: Limits }
  | { type: 'stop'; id: number }
  | { type: 'ping' };

export type FromFrame =
  | { type: 'ready' }
  | { type: 'pong' }
  | ({ id: number } & (FromWorker | { type: 'killed'; why: 'stopped' | 'time' }));

/** The first message to a worker; the port that comes with it carries `FromWorker`. */
export interface ToWorker {
  plan: Plan;
  sources: Readonly<Record<string, string>>;
  limits: Limits;
}

export type FromWorker =
  | { type: 'output'; stream: 'stdout' | 'stderr'; text: string }
  | { type: 'error'; message: string; at: Position }
  | { type: 'exit'; code: number }
  | { type: 'flooded' };
