// What a session tells its view.
import type { Job, Outcome, Position, RunEvent } from '../../runner/contract.ts';

export type SessionEvent =
  | RunEvent
  /** What was printed, marked and found out before is out of date. */
  | { type: 'cleared'; isForKnob: boolean }
  /** A run has begun; it may be one of many. */
  | { type: 'begun'; job: Job; isOneOfMany: boolean }
  /** One of many is over. */
  | { type: 'over'; job: Job; hasFailed: boolean; how: string }
  /** A run by itself is over. */
  | { type: 'ended'; job: Job; outcome: Outcome; edited: boolean; hasPassed: boolean }
  | { type: 'mistake'; at: Position; message: string }
  /** Lines of this file are marked. */
  | { type: 'marked'; file: string }
  /** Files have other texts, by the editor or not. */
  | { type: 'texts'; files: readonly string[]; isTyped: boolean }
  /** More of the book's files are known. */
  | { type: 'loaded' }
  | { type: 'status'; text: string; isAside?: true }
  /** What was done, beside that: with a file, say. */
  | { type: 'mention'; text: string }
  /** What can be done, or is shown, may be something else. */
  | { type: 'state' };

export interface SessionView {
  hear(event: SessionEvent): void;
  /** Settles once all that was told can be seen, or it isn't wanted any more. */
  drawn(signal: AbortSignal): Promise<void>;
}
