// What the face and the worker that it is loaded into are to each other. The worker leaves its part
// in `$host` before the script is loaded, and finds the face in `$node` after it.
import type {
  format,
  formatWithOptions,
  inspect,
  stripVTControlCharacters,
} from 'node-inspect-extracted';
import type { Turns } from '../page/turns.ts';

export interface Host extends Turns {
  /** As console does it. */
  printing: {
    format: typeof format;
    formatWithOptions: typeof formatWithOptions;
    inspect: typeof inspect;
    stripVTControlCharacters: typeof stripVTControlCharacters;
  };
  write(stream: 'stdout' | 'stderr', text: string): void;
  /** Ends the program, or the thread, here and now. */
  exit(code: number): never;
  /** What `import.meta.url` is in the program's first file. */
  url: string;
  /** The line of the program that an error comes from, and the column in it. */
  sourceOf(error: Error): { line: string; column: number } | undefined;
  /** 0 is the program's own. */
  thread: number;
}

/** How a program, or what became of a promise, went wrong. */
export type Origin = 'uncaughtException' | 'unhandledRejection';

export interface NodeFace {
  /** By their names without `node:`. */
  modules: Readonly<Record<string, Record<string, unknown>>>;
  warn(name: string, text: string): void;
  /** What the console prints: by way of `process.stdout`, which a program may have changed. */
  print(stream: 'stdout' | 'stderr', text: string): void;
  /** Nothing is left to do: listeners may find something. @returns Whether there are any. */
  beforeExit(): boolean;
  /** The code that it would end with now. */
  code(): number;
  /**
   * What listeners throw here is lost, as in Node.
   * @param code What an error ends it with.
   * @returns The code that it ends with, once listeners have heard.
   */
  exiting(code?: number): number;
  /** Nothing is left to do, and listeners hear of the end, also if they heard of one before. */
  ending(code?: number): void;
  /** @returns Whether the program listens to what becomes of its promises. */
  hears(reason: unknown, promise: Promise<unknown>): boolean;
  /** @returns Whether the program deals with it. */
  deals(thrown: unknown, origin: Origin): boolean;
  /** Adds to the stack of an error where it was emitted, if it ends a program that way. */
  tellWhereEmitted(error: Error): void;
  /** Somebody handled a promise after it was told of here. */
  handledLate(promise: Promise<unknown>): void;
}

export const host = (globalThis as unknown as { $host: Host }).$host;
