import type { Position } from '../contract.ts';

/** The reader's code cannot run, and this is the place in it. */
export class SourceError extends SyntaxError {
  override name = 'SyntaxError';
  readonly at: Position;
  constructor(message: string, at: Position) {
    super(message);
    this.at = at;
  }
}
