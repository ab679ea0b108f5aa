import type { Job, Listener, Outcome, Position } from '../contract.ts';
import { codeFrame } from './code-frame.ts';

/** The reader's code cannot run, and this is the place in it. */
export class SourceError extends SyntaxError {
  override name = 'SyntaxError';
  readonly at: Position;
  /** True where Node could run it. */
  readonly needsNode: true | undefined;
  constructor(message: string, at: Position, needsNode?: true) {
    super(message);
    this.at = at;
    this.needsNode = needsNode;
  }
}

/** Says it as a run that failed says it. */
export function tell(
  { name, message, at, needsNode }: SourceError,
  files: Job['files'],
  on: Listener,
): Outcome {
  on({
    type: 'output',
    stream: 'stderr',
    text: `${codeFrame(at, files[at.file])}${name}: ${message}\n`,
  });
  on({ type: 'error', message: `${name}: ${message}`, at });
  return { type: 'done', exitCode: 1, ...(needsNode && { needsNode }) };
}
