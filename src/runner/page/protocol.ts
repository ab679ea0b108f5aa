// What the page, the sandboxed frame and the workers in it say to each other.
import * as v from 'valibot';
import { count } from '../../door/shapes.ts';
import type { Limits } from '../contract.ts';
import type { Report } from '../report.ts';
import type { Plan } from '../source/plan.ts';
import type { Abilities } from './abilities.ts';

/** What a worker is told first. */
export interface Start {
  plan: Plan;
  sources: Readonly<Record<string, string>>;
  limits: Limits;
}

export type ToFrame =
  ({ type: 'run'; id: number } & Start) | { type: 'stop'; id: number } | { type: 'ping' };

/**
 * The frame speaks for itself, or of a run; what it says of a run is admitted by the listener to
 * the run.
 */
export const FromFrame = v.union([
  v.object({ id: count }),
  v.object({ type: v.literal('ready'), shares: v.boolean() }),
  v.object({ type: v.literal('pong') }),
]);
export type FromFrame =
  | { type: 'ready'; /** See abilities.ts. */ shares: boolean }
  | { type: 'pong' }
  | ({ id: number } & Report);

/** The first message to a worker; the port that comes with it brings `ToOwner`. */
export interface ToWorker extends Start {
  abilities: Abilities;
  /**
   * Begins each message of ours to the frame. The reader's code does not know it, and so speaks for
   * itself only.
   */
  secret: string;
  /** When the run began, and which of its threads this is: 0 is the first. */
  began: number;
  thread: number;
  /**
   * Counted by all threads of a run together: reports made, lines and characters printed, events
   * seen.
   */
  tally: Int32Array;
  /** Where this is a thread that the program made: its script. */
  script?: string;
}

/**
 * By the worker's own postMessage, and not by a port: in Firefox a port's messages leave a worker
 * only while it idles, and the reader's program may never do that.
 */
export type FromWorker = [secret: string, message: WorkerMessage];

export type WorkerMessage =
  /**
   * `n` counts the reports of all threads of a run, so that they are told in the order in which
   * they were made.
   */
  | { type: 'report'; n: number | undefined; report: Report }
  /**
   * The reader's code made a Worker. A worker that blocks cannot start another one, so the frame
   * does it.
   */
  | { type: 'start'; thread: number; script: Blob }
  | { type: 'tell'; thread: number; message: unknown }
  | { type: 'terminate'; thread: number }
  /** For a thread's owner: an uncaught error. */
  | { type: 'failed'; message: string }
  | { type: 'closed' };

/** From a thread to who made it. */
export type ToOwner =
  | { type: 'message'; thread: number; message: unknown }
  | { type: 'error'; thread: number; message: string }
  | { type: 'closed'; thread: number };
