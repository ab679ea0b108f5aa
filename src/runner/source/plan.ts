// A program as it is linked: which modules, in which order, and a script for each.
import type { Position } from '../contract.ts';
import type { Mark } from './instrument.ts';

/** Where a value comes from. */
export interface Binding {
  /** The module that has it: empty for the one that asks. See `keyOf` in specifiers.ts. */
  from: string;
  /** What it is exported as. Without a name it is all of the module's exports. */
  name?: string;
}

export interface LinkedModule {
  file: string;
  /** The modules that it imports, in order. */
  imports: string[];
  /** What it imports by a name of its own: its script asks for them by their place here. */
  bindings: (Binding & { local: string })[];
  /** All that it exports, in order of the names. */
  exports: (Binding & { as: string })[];
  script: string;
  /** How many characters stand before the reader's code in the script's first line. */
  shift: number;
  /** Where it awaits something at its top level for the first time, if it does. */
  awaits?: Position;
  /** Where it says `using` for the first time, if it does. */
  using?: Position;
  /** What was put into it, if it's traced, or its callers would be dropped. */
  instrumentation?: Mark[];
}

/** A file that could be asked for by `import()`, and then is refused. */
export interface BrokenModule {
  file: string;
  message: string;
  at: Position;
  /** What Node's error has, where it is no syntax error. */
  inNode?: { code: string; url?: string };
}

export interface Plan {
  entry: string;
  /**
   * In the order of evaluation's first visit: an importer is after what it imports, cycles
   * apart.
   */
  modules: LinkedModule[];
  broken: BrokenModule[];
  /** A classic script that makes `vitest` importable, for a run of tests. */
  vitest?: string;
  /** True where something names what Node has: see ../node-face/names.ts. */
  needsFace: boolean;
  /** A classic script that leaves Node's face in `$node`, for a run that needs it. */
  node?: string;
  /** A classic script that leaves a probe in `$probe`, for a run that is traced. */
  probe?: string;
}

/**
 * Before a file's name in stack traces, so that no browser takes the name for a URL relative to the
 * script's own.
 */
export const SOURCE_ROOT = 'tasque:///';

/**
 * The name of an `export default function () {}` in its script, where it has to be declared: it can
 * be called before its module is evaluated.
 */
export const DEFAULT_FUNCTION = '$$f';
