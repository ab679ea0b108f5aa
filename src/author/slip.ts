// A slip of an author's, and how it's told.

export interface Slip {
  /** From the project's root on. */
  file: string;
  /** Both count from 1. */
  line: number;
  column: number;
  /** What is wrong, and what to write. */
  message: string;
}

export const told = ({ file, line, column, message }: Slip): string =>
  `${file}:${line}:${column}: ${message}`;

export const known = (names: Iterable<string>): string => `known: ${[...names].sort().join(', ')}`;
