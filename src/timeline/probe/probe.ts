// Watches a run from outside, and tells what its loops, handles, futures, tasks and generators do. It runs in each thread of the
// program, before the program's own code. The library has not one line for it: what it looks for is the shape of a class's public
// methods, so that drafts and what a reader writes are seen as well.
//
// Shipped as text, like all that runs where programs run: it leaves itself in `$probe`.
import { Calls } from './calls.ts';
import { Classes } from './classes.ts';
import { Generators } from './generators.ts';
import type { Marked, Probe, ProbeHost } from './host.ts';
import { Teller } from './teller.ts';
import { Things } from './things.ts';

export type { Probe } from './host.ts';
export type InstallProbe = (host: ProbeHost) => Probe;
const global = globalThis as unknown as { $probe: InstallProbe; $$t: Marked };

global.$probe = (host) => {
  const teller = new Teller(host);
  const things = new Things(teller, host.inspect);
  const generators = new Generators(teller, things);
  const classes = new Classes(teller, things, generators, new Calls(teller, things));
  const marks: Marked = {
    at: (name, file, line, delegates) => generators.at(name, file, line, delegates),
    watch: (theClass) => classes.watch(theClass),
  };
  global.$$t = marks;

  const { wait } = Atomics;
  Atomics.wait = ((...args: Parameters<typeof wait>) => {
    teller.tell({ type: 'blocks' });
    const result = wait(...args);
    teller.tell({ type: 'wakes' });
    return result;
  }) as typeof wait;

  // what is called most often costs nothing again once the trace is full
  teller.onFull = () => {
    generators.leave();
    marks.at = () => {};
    Atomics.wait = wait;
  };
  return {
    output: (stream, text) => void teller.tell({ type: 'output', stream, text }),
    flush: () => teller.flush(),
  };
};
