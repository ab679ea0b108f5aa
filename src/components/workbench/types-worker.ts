// The page's checker of types, in a thread of its own.
import { TypeChecker } from './type-checker.ts';
import type { TypeMistake, TypesQuestion } from './types.ts';
import type { Numbered, Reply } from './worker-answers.ts';

let checker: Promise<TypeChecker> | undefined;

async function makeChecker(url: string): Promise<TypeChecker> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Failed to fetch ${url}: ${response.status}`);
  return new TypeChecker((await response.json()) as Record<string, string>);
}

const reply = (it: Reply<TypeMistake[]>): void => self.postMessage(it);

self.onmessage = async ({ data }: MessageEvent<Numbered<TypesQuestion>>) => {
  const { id, files, wanted, libraries } = data;
  try {
    const it = await (checker ??= makeChecker(libraries));
    reply({ id, began: true });
    reply({ id, answer: it.mistakesIn(files, wanted) });
  } catch (error) {
    checker = undefined;
    reply({ id, failed: String(error) });
  }
};
