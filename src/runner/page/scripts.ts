// Loads the scripts that link.ts makes of files, and ours.
import type { Position } from '../contract.ts';
import type { Plan } from '../source/plan.ts';
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
const global = self as unknown as Record<string, unknown>;

/** @param run Lets a script run, now or soon. */
function collect({ modules }: Plan, run: (script: string) => void): Makes {
  const makes = new Map<string, Make>();
  global.$define = (file: string, make: Make): void => void makes.set(file, make);
  for (const { file, script, using } of modules) {
    if (using && !knowsUsing()) throw new LoadError(using, new SyntaxError(NO_USING));
    try {
      run(script);
    } catch (error) {
      throw new LoadError({ file, line: 1, column: 1 }, error);
    }
  }
  return makes;
}

/**
 * Loads the modules of a program, without evaluating them, as texts of timers: scripts like any
 * other, but the browser asks no other process for them, which takes 2 ms a file.
 * @throws {LoadError} for a script that cannot be loaded.
 */
export async function load(plan: Plan): Promise<Makes> {
  const unheard = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  self.addEventListener('error', unheard);
  const makes = collect(plan, (script) => later(script));
  await new Promise<void>((done) => later(done));
  self.removeEventListener('error', unheard);
  if (makes.size < plan.modules.length) return loadNow(plan); // which throws what went wrong
  delete global.$define;
  return makes;
}

/** The same for a thread: what is sent to it meanwhile would be lost. */
export function loadNow(plan: Plan): Makes {
  const makes = collect(plan, loadScript);
  delete global.$define;
  return makes;
}

/**
 * Loads a classic script. A worker that had to be a `data:` URL cannot load `blob:` URLs either.
 */
export function loadScript(text: string): void {
  importScripts.call(
    self,
    location.protocol === 'data:'
      ? `data:text/javascript;charset=utf-8,${encodeURIComponent(text)}`
      : URL.createObjectURL(new Blob([text], { type: 'text/javascript' })),
  );
}
