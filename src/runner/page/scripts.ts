// Loads the scripts that link.ts makes of files, and ours.
import type { Position } from '../contract.ts';
import type { Plan } from '../source/plan.ts';
import { addressOf, onOwnLines } from './line-places.ts';
import type { Cell } from './namespace.ts';

export type Exports = Record<string, unknown>;
export type Steps = { next(): unknown };
type Make = (
  read: (binding: number) => unknown,
  load: (specifier: unknown, options?: unknown) => Promise<Exports>,
  meta: object,
  theDefault: { value: unknown; named: unknown },
  refuseToAssign: () => never,
  refuseArguments: () => never,
) => (register: (cells: Record<string, Cell>) => void) => Steps;

// hidden from programs: see globals.ts
const { importScripts, location } = self as unknown as {
  importScripts(url: string): void;
  location: Location;
};

/** A file's script could not be loaded at all. */
export class LoadError extends Error {
  readonly at: Position;
  constructor(at: Position, cause: unknown) {
    super('', { cause });
    this.at = at;
  }
}

const NO_USING =
  'this browser doesn’t know "using" yet (Chrome and Edge do from 134 on, Firefox from 141 on, Node from 24 on)';

function knowsUsing(): boolean {
  try {
    return new Function('{ using a = null; } return true')() as boolean;
  } catch {
    return false;
  }
}

/** What the scripts of modules say of themselves, by file. */
export type Makes = ReadonlyMap<string, Make>;

const later = self.setTimeout.bind(self);
/** Firefox counts the lines of a timer's text from that of the code which sets it: here that's the first. */
const laterText = (0, eval)('(later) => (text) => later(text)')(later) as (text: string) => void;
const global = self as unknown as Record<string, unknown>;

/** @param run Lets the script of a module run, now or soon. */
function collect(
  { modules }: Plan,
  run: (script: string, file: string, nth: number) => void,
): Makes {
  const makes = new Map<string, Make>();
  global.$define = (file: string, make: Make): void => void makes.set(file, make);
  for (const [nth, { file, script, using }] of modules.entries()) {
    if (using && !knowsUsing()) throw new LoadError(using, new SyntaxError(NO_USING));
    try {
      run(script, file, nth);
    } catch (error) {
      throw new LoadError({ file, line: 1, column: 1 }, error);
    }
  }
  return makes;
}

/**
 * Loads the modules of a program, without evaluating them, as texts of timers: scripts like any
 * other, but the browser asks no other process for them, which takes 2 ms a file.
 * @param names Whether such a text has the name that it gives itself: see abilities.ts.
 * @throws {LoadError} for a script that cannot be loaded.
 */
export async function load(plan: Plan, names: boolean): Promise<Makes> {
  const unheard = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  self.addEventListener('error', unheard);
  const placed = names ? undefined : onOwnLines(plan);
  const makes = collect(plan, (script, _, nth) => laterText(placed?.[nth] ?? script));
  await new Promise<void>((done) => later(done));
  self.removeEventListener('error', unheard);
  if (makes.size < plan.modules.length) return loadNow(plan); // which throws what went wrong
  delete global.$define;
  return makes;
}

/** The same for a thread: what is sent to it meanwhile would be lost. */
export function loadNow(plan: Plan): Makes {
  const makes = collect(plan, (script, file) =>
    isOfData ? importScripts.call(self, addressOf(file, script)) : loadScript(script),
  );
  delete global.$define;
  return makes;
}

/** Such a worker cannot load `blob:` URLs. */
const isOfData = location.protocol === 'data:';
const evaluate = eval;

/** Loads a classic script. */
export function loadScript(text: string): void {
  if (isOfData) evaluate(text);
  else importScripts.call(self, URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
}
