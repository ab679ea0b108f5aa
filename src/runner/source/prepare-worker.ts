// Off the page's main thread: parses what the reader has changed. Loaded at the first run after a
// change.
import type { Position } from '../contract.ts';
import type { ModuleSyntax } from './module-syntax.ts';
import { prepare } from './prepare.ts';
import { SourceError } from './source-error.ts';

export interface PrepareRequest {
  id: number;
  files: Readonly<Record<string, string>>;
}
/** The file as it was understood, or what is wrong with it. */
export type Prepared = ModuleSyntax | { error: string; at: Position };
export interface PrepareReply {
  id: number;
  files: Record<string, Prepared>;
}

function attempt(source: string, file: string): Prepared {
  try {
    return prepare(source, file);
  } catch (error) {
    if (error instanceof SourceError) return { error: error.message, at: error.at };
    throw error;
  }
}

/** Told once, as soon as it can begin. */
export interface PrepareReady {
  ready: true;
}
self.postMessage({ ready: true } satisfies PrepareReady);

self.onmessage = ({ data: { id, files } }: MessageEvent<PrepareRequest>) => {
  const prepared = Object.entries(files).map(([file, source]) => [file, attempt(source, file)]);
  self.postMessage({ id, files: Object.fromEntries(prepared) } satisfies PrepareReply);
};
