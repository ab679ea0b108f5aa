// An engine that is to run what a reader wrote. Not every browser gives a program's sandbox a process
// of its own, and where it doesn't, a program that uses up the memory takes the page along.
import type { Engine, EngineOffer } from '../../runner/contract.ts';
import { load } from './engines.ts';
import { allWritten } from './saved.ts';

/** For so long a run waits for storage that doesn't answer, in milliseconds. */
const PATIENCE = 2_000;

let answers = true;

/** Loads it and has it make ready, and meanwhile all that was changed is written down. */
export async function loadToRun(offer: EngineOffer): Promise<Engine> {
  const [engine] = await Promise.all([readied(offer), answers && writtenOrSilent()]);
  return engine;
}

async function readied(offer: EngineOffer): Promise<Engine> {
  const engine = await load(offer);
  engine.warm?.();
  return engine;
}

async function writtenOrSilent(): Promise<void> {
  const silent = Promise.withResolvers<void>();
  const patience = setTimeout(() => {
    answers = false; // and no other run waits for it
    silent.resolve();
  }, PATIENCE);
  await Promise.race([allWritten(), silent.promise]);
  clearTimeout(patience);
}
