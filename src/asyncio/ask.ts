// Runs beside a library, wherever that runs: plays scenarios on it, and prints a line for each event
// and each end. A library that hangs here is ended from outside (traces.ts).
import { blockingCalls, loopCalls, type Calls, type Library } from './calls.ts';
import { play } from './interpreter.ts';
import type { Scenario } from './scenario.ts';

const print = console.log;
// what a library prints is no answer: this file is loaded first
for (const method of ['log', 'error', 'warn', 'info', 'debug'] as const) console[method] = () => {};
print('[]'); // it runs: what takes long from here on is the library

/** No event that was recorded is longer. */
const LONGEST = 200;

/**
 * @param ids Which of the scenarios, in the order in which they're to be played.
 * @param callsOf What their words call in a library with a loop.
 */
export async function ask(
  library: Library,
  scenarios: readonly Scenario[],
  ids: readonly string[],
  callsOf: (library: Library) => Calls = loopCalls,
): Promise<void> {
  const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  print('{}'); // it is loaded
  for (const id of ids) {
    const { tier, program, expect } = byId.get(id)!;
    const calls = tier === 'stage2' ? blockingCalls(library) : callsOf(library);
    let left = expect.length + 1; // more can't agree
    play(calls, program, (event) => {
      if (left-- > 0) print(JSON.stringify({ id, event: event.slice(0, LONGEST) }));
    });
    print(JSON.stringify({ id }));
    await new Promise((resolve) => setTimeout(resolve)); // so that it is heard, and threads are
  }
}
