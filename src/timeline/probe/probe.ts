// Watches a run from outside, and records what its loops, handles, futures, tasks and generators
// do. It runs in each thread of the program, before the program's own code. The library has not one
// line for it: what it looks for is the shape of a class's public methods, so that drafts and what
// a reader writes are seen as well.
//
// Shipped as text, like all that runs where programs run: it leaves itself in `$probe`.
import { MAX_OUTPUT } from '../limits.ts';
import { Callbacks } from './callbacks.ts';
import { Generators } from './generators.ts';
import type { Marked, Probe, ProbeHost } from './host.ts';
import { Patches } from './patches.ts';
import { Recorder } from './recorder.ts';
import { Registry } from './registry.ts';
import { hideFrames } from './stacks.ts';
import { hideMarks } from './texts.ts';

export type { Probe } from './host.ts';
export type InstallProbe = (host: ProbeHost) => Probe;
const global = globalThis as unknown as { $probe: InstallProbe };

global.$probe = (host) => {
  const recorder = new Recorder(host);
  const registry = new Registry(recorder, host);
  const generators = new Generators(recorder, registry);
  const patches = new Patches(recorder, registry, generators, new Callbacks(recorder, registry));
  const marks: Marked = {
    at: (...what) => recorder.safely(() => generators.at(...what)),
    watch: (theClass) => recorder.safely(() => patches.watch(theClass)),
    begun: (...what) => recorder.safely(() => patches.begun(...what)),
    making: (...what) => recorder.safely(() => patches.making(...what)),
    made: (thing) => recorder.safely(() => patches.made(thing)),
    baseless: (...what) => recorder.safely(() => patches.baseless(...what)),
    failed: (error) => recorder.safely(() => patches.failed(error)),
    over: () => recorder.safely(() => patches.over()),
  };
  hideMarks();
  hideFrames(host.root, host.unmarked, host.cleanStack);
  // no program finds it by looking through what is global
  Object.defineProperty(globalThis, '$$t', { value: marks, configurable: true });

  const { wait } = Atomics;
  Atomics.wait = ((...args: Parameters<typeof wait>) => {
    recorder.recordAtOnce({ type: 'blocks' });
    const result = wait(...args);
    recorder.record({ type: 'wakes' });
    return result;
  }) as typeof wait;

  // what is called most often costs nothing again once the trace is full
  recorder.onFull = () => {
    generators.leave();
    Object.assign(marks, {
      at() {},
      begun() {},
      making() {},
      made() {},
      baseless() {},
      failed() {},
      over() {},
    });
    Atomics.wait = wait;
  };
  return {
    output: (stream, text) =>
      void recorder.record({ type: 'output', stream, text: text.slice(0, MAX_OUTPUT) }),
    flush: () => recorder.flush(),
  };
};
