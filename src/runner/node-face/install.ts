// Node's face: what programs of Node expect to find, for those that name it. A classic script like
// worker.ts, loaded into the program's worker before it; what it needs of that is in `$host`, and
// what it has is left in `$node`. It is the program's own: a program can break it, and hurts itself.
import { assert } from './assert.ts';
import * as buffer from './buffer.ts';
import * as events from './events.ts';
import { mustBe } from './errors.ts';
import type { NodeFace } from './host.ts';
import { MODULES, moduleOf, ONLY_IN_NODE } from './names.ts';
import { lackingAll } from './needs-node.ts';
import * as perfHooks from './perf-hooks.ts';
import { process, running } from './process.ts';
import * as timers from './timers.ts';
import * as types from './types.ts';
import * as util from './util.ts';

type Exports = Record<string, unknown>;

/** Each has a default export that holds the others, or is the one that programs call. */
const whole = (its: object, value: object = { ...its }): Exports => ({ ...its, default: value });
const { EventEmitter, ...otherEvents } = events;
/** What only Node has says so when it's called, by whatever way a program comes by it. */
const lackingIn = (name: 'events' | 'util'): Exports => lackingAll(name, ONLY_IN_NODE[name]!);
Object.assign(EventEmitter, lackingIn('events'));
const namesOf = (from: Exports, names: readonly string[]): Exports =>
  Object.fromEntries(names.filter((name) => name !== 'default').map((name) => [name, from[name]]));

const modules: Record<keyof typeof MODULES, Exports> = {
  assert: whole(namesOf(assert, MODULES.assert), assert),
  'assert/strict': whole(namesOf(assert.strict, MODULES.assert), assert.strict),
  buffer: whole(buffer),
  events: whole(
    {
      EventEmitter,
      ...otherEvents,
      defaultMaxListeners: 10,
      captureRejections: false,
      init: (EventEmitter as unknown as Exports).init,
      usingDomains: false,
      ...lackingIn('events'),
    },
    EventEmitter,
  ),
  perf_hooks: whole(perfHooks),
  process: whole(namesOf(process, MODULES.process), process),
  timers: whole(timers),
  'timers/promises': whole(timers.promises),
  util: whole({ ...util, debug: util.debuglog, ...lackingIn('util') }),
  'util/types': whole(types),
};
process.getBuiltinModule = (name: string): unknown => {
  mustBe('string', 'id', name);
  const module = moduleOf(name);
  return module && modules[module].default; // who asks has another way where there is none
};

for (const [name, value] of Object.entries({ process, Buffer: buffer.Buffer, global: globalThis }))
  Object.defineProperty(globalThis, name, {
    value,
    configurable: true,
    writable: true,
    enumerable: name === 'global',
  });

(globalThis as unknown as { $node: NodeFace }).$node = { modules, ...running };
