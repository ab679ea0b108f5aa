import type { Job, Listener, Outcome, Position } from '../contract.ts';
import { codeFrame } from './code-frame.ts';

/** The reader's code cannot run, and this is the place in it. */
export class SourceError extends SyntaxError {
  override name = 'SyntaxError';
  readonly at: Position;
  constructor(message: string, at: Position) {
    super(message);
    this.at = at;
  }
}

/** Says it as a run that failed says it. */
export function tell(
  { name, message, at }: SourceError,
  files: Job['files'],
  on: Listener,
): Outcome {
  on({
    type: 'output',
    stream: 'stderr',
    text: `${codeFrame(at, files[at.file])}${name}: ${message}\n`,
  });
  on({ type: 'error', message: `${name}: ${message}`, at });
  return { type: 'done', exitCode: 1 };
}
