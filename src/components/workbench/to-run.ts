// An engine that is to run what a reader wrote. Not every browser gives a program's sandbox a process
// of its own, and where it doesn't, a program that uses up the memory takes the page along.
import type { Engine, EngineOffer } from '../../runner/contract.ts';
import { load } from './engines.ts';
import { allWritten } from './saved.ts';

/** For so long a run waits for storage that doesn't answer, in milliseconds. */
const PATIENCE = 2_000;

/** Loads it, and meanwhile all that was changed is written down. */
export async function loadToRun(offer: EngineOffer): Promise<Engine> {
  const patience = new Promise((over) => setTimeout(over, PATIENCE));
  const [engine] = await Promise.all([load(offer), Promise.race([allWritten(), patience])]);
  return engine;
}
