// The page's checker of types, in a thread of its own.
import { TypeChecker } from './type-checker.ts';
import type { TypesReply, TypesRequest } from './types.ts';

let checker: Promise<TypeChecker> | undefined;

async function makeChecker(url: string): Promise<TypeChecker> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Failed to fetch ${url}: ${response.status}`);
  return new TypeChecker((await response.json()) as Record<string, string>);
}

self.onmessage = async ({ data: { id, files, wanted, libraries } }: MessageEvent<TypesRequest>) => {
  try {
    const it = await (checker ??= makeChecker(libraries));
    self.postMessage({ id, began: true } satisfies TypesReply);
    self.postMessage({ id, mistakes: it.mistakesIn(files, wanted) } satisfies TypesReply);
  } catch (error) {
    checker = undefined;
    self.postMessage({ id, failed: String(error) } satisfies TypesReply);
  }
};
