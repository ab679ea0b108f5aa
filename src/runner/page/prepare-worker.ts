// Off the page's main thread: parses the reader's code and links it. Loaded at the first run.
import { link, type ModuleCache } from './link.ts';
import { SourceError } from './parse.ts';
import type { Plan } from './protocol.ts';
import type { Position } from '../contract.ts';

export interface LinkRequest {
  id: number;
  files: Readonly<Record<string, string>>;
  entry: string;
}
export type LinkReply = { id: number } & ({ plan: Plan } | { error: { message: string; at: Position } });

const cache: ModuleCache = new Map();

self.onmessage = ({ data: { id, files, entry } }: MessageEvent<LinkRequest>) => {
  const reply = (message: LinkReply): void => self.postMessage(message);
  try {
    reply({ id, plan: link(files, entry, cache) });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    reply({ id, error: { message: `${error.name}: ${error.message}`, at: error.at } });
  }
};
