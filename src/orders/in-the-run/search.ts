// Tries a program in one order after the other, and tells what came of it. How the orders are gone
// through, and which can be left out, is the book's own: `everyPath` and `Pruning`.
import type { Bounds, Example, Kind, Told } from '../told.ts';
import type { Next } from './asked.ts';
import { leavesToHost } from './host.ts';
import { ERR } from './printed.ts';
import { runOnce, type Came } from './run-once.ts';
import { stepsOf, waitsOf, type Library } from './steps.ts';
import { hasJobs, whyRefused } from './threads.ts';

/** Of chapter 4.10. */
export interface Book {
  everyPath<R>(attempt: (choose: <T>(options: readonly T[]) => T) => R): Generator<R>;
  Pruning: new () => {
    during<R>(run: () => R): R;
    awake<T extends object>(ready: readonly T[]): T[];
    stepBegins(entry: object, awake: readonly object[]): void;
  };
}

/** It took too many steps, or has become an order that was run already. */
type Left = 'cut' | 'pruned';

interface Tried extends Came {
  choices: number[];
  left: Left | undefined;
}

/** How often it says how far it is, in milliseconds. */
const TELL_EVERY = 150;

type Sum = Pick<Extract<Told, { type: 'tried' }>, 'orders' | 'same' | 'pruned' | 'counts'>;

export function search(
  program: () => void,
  book: Book,
  library: Library,
  bounds: Bounds,
  tell: (told: Told) => void,
): void {
  const began = performance.now();
  const usual = usualOf(program, bounds);
  let second = usual;
  if (leavesToHost(() => (second = usualOf(program, bounds))))
    return tell({ type: 'not-tried', why: 'host' });
  const refused = (): boolean => {
    const why = whyRefused();
    if (why !== undefined) tell({ type: 'not-tried', why });
    return why !== undefined;
  };
  if (refused()) return;
  if (usual.taken === 0 && usual.end === 'ended') return tell({ type: 'not-tried', why: 'queue' });
  if (usual.left) return tell({ type: 'not-tried', why: 'long' });
  if (keyOf(usual) !== keyOf(second) || usual.choices.length !== second.choices.length)
    return tell({ type: 'not-tried', why: 'chance' });
  const found = new Set<Kind>();
  const isOver = (): boolean => performance.now() - began > bounds.ms;

  const ways = new Set<string>();

  /** @returns What came of them, and whether those were all. */
  const go = (prune: boolean, most: number): [sum: Sum, isAll: boolean] => {
    const sum: Sum = { orders: 0, same: 0, pruned: 0, counts: {} };
    let told = performance.now();
    for (const tried of everyOrder(program, book, bounds.steps, prune)) {
      if (sum.orders + sum.pruned === most || isOver() || whyRefused()) return [sum, false];
      const kind = count(sum, tried, usual);
      if (!tried.left) ways.add(shortOf(keyOf(tried)));
      if (kind !== undefined && kind !== 'cut' && !found.has(kind)) {
        found.add(kind);
        tell({ type: 'found', kind, ...exampleOf(program, library, tried.choices, tried) });
      }
      if (performance.now() - told < TELL_EVERY) continue;
      told = performance.now();
      tell({ type: 'tried', ...sum });
    }
    return [sum, true];
  };

  try {
    // what is found while none are left out differs least
    let [sum, isAll] = go(false, Math.min(bounds.unpruned, bounds.orders));
    if (!isAll && !isOver() && !whyRefused() && bounds.unpruned < bounds.orders)
      [sum, isAll] = go(true, bounds.orders);
    if (refused()) return;
    for (const kind of found) sum.counts[kind] ??= 1; // it was there before any were left out
    const isComplete = isAll && sum.counts.cut === undefined;
    const ms = performance.now() - began;
    tell({ type: 'end', ...sum, isComplete, ways: ways.size, usual: shown(usual), ...jobs(), ms });
  } catch (error) {
    if (!/^the same choices led elsewhere/.test((error as Error).message)) throw error;
    tell({ type: 'not-tried', why: 'chance' });
  }
}

const jobs = (): { hasJobs?: true } => (hasJobs() ? { hasJobs: true } : {});

/** @returns Which kind it is, if it isn't the same as the usual one. */
function count(sum: Sum, tried: Tried, usual: Came): Kind | undefined {
  if (tried.left === 'pruned') return void sum.pruned++;
  sum.orders++;
  const kind = kindOf(tried, usual);
  if (kind === undefined) sum.same++;
  else sum.counts[kind] = (sum.counts[kind] ?? 0) + 1;
  return kind;
}

const shown = ({ end, lines, error }: Came): Extract<Told, { type: 'end' }>['usual'] => ({
  end,
  lines: lines.slice(0, MOST_LINES).map(cut),
  ...(error !== undefined && { error: cut(error) }),
});

const cut = (line: string): string => (line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line);

function* everyOrder(
  program: () => void,
  { everyPath, Pruning }: Book,
  steps: number,
  prune: boolean,
): Generator<Tried> {
  const pruning = prune ? new Pruning() : undefined;
  yield* everyPath((choose): Tried => {
    const choices: number[] = [];
    let left: Left | undefined;
    let taken = 0;
    const next: Next = (ready) => {
      const awake = pruning?.awake(ready) ?? ready;
      if (taken++ === steps) left ??= 'cut';
      else if (awake.length === 0) left ??= 'pruned';
      if (left) throw new Error(left);
      const entry = awake.length > 1 ? choose(awake) : awake[0]!;
      pruning?.stepBegins(entry, awake);
      const at = ready.indexOf(entry);
      if (ready.length > 1) choices.push(at);
      return at;
    };
    const run = (): Came => runOnce(program, next);
    const came = pruning ? pruning.during(run) : run();
    return { ...came, choices, left };
  });
}

/** The oldest is next, always. */
function usualOf(program: () => void, { steps }: Bounds): Tried & { taken: number } {
  const choices: number[] = [];
  let left: Left | undefined;
  let taken = 0;
  const came = runOnce(program, ({ length }) => {
    if (taken++ === steps) left = 'cut';
    if (left) throw new Error(left);
    if (length > 1) choices.push(0);
    return 0;
  });
  return { ...came, choices, left, taken };
}

const keyOf = ({ end, error, lines }: Came): string => JSON.stringify([end, error, lines]);

/** A number in the place of a long text: there may be thousands of them. */
function shortOf(key: string): string {
  if (key.length < 200) return key;
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at);
    a = Math.imul(a ^ code, 2_654_435_761);
    b = Math.imul(b ^ code, 1_597_334_677);
  }
  return `${key.length} ${a} ${b}`;
}

/** @returns Nothing if it's the same. */
function kindOf(tried: Came & { left?: Left | undefined }, usual: Came): Kind | undefined {
  if (tried.left) return 'cut';
  if (keyOf(tried) === keyOf(usual)) return undefined;
  const isOther = tried.end !== usual.end || tried.error !== usual.error;
  if (isOther && tried.end === 'deadlock') return 'deadlock';
  if (isOther && tried.end === 'threw') return 'error';
  const [mine, its] = [[...tried.lines].sort(), [...usual.lines].sort()];
  const told = mine.filter((line) => line.startsWith(ERR));
  if (told.some((line) => !its.includes(line))) return 'error';
  const isSame = !isOther && mine.length === its.length && mine.every((line, at) => line === its[at]); // prettier-ignore
  return isSame ? 'order' : 'lines';
}

/** So many lines are shown of a run. */
const MOST_LINES = 200;
/** And so many characters of a line. */
const LONGEST = 2_000;

function exampleOf(
  program: () => void,
  library: Library,
  choices: readonly number[],
  came: Came,
): Example {
  const last = choices.findLastIndex((choice) => choice > 0);
  const short = choices.slice(0, last + 1);
  return {
    choices: short,
    ...shown(came),
    steps: stepsOf(program, short),
    ...(came.end === 'deadlock' && { waits: waitsOf(program, short, library) }),
  };
}

/** Runs a program in an order that was found, and in the usual one. */
export function again(
  program: () => void,
  library: Library,
  choices: readonly number[],
  bounds: Bounds,
  tell: (told: Told) => void,
): void {
  const usual = usualOf(program, bounds);
  let made = 0;
  let isLost = false;
  let taken = 0;
  const came = runOnce(program, ({ length }) => {
    const at = length > 1 ? (choices[made++] ?? 0) : 0;
    isLost ||= at >= length || taken++ >= bounds.steps;
    if (isLost) throw new Error('lost');
    return at;
  });
  const refused = whyRefused();
  if (refused) return tell({ type: 'not-tried', why: refused });
  if (isLost || made < choices.length) return tell({ type: 'not-tried', why: 'gone' });
  const kind = kindOf(came, usual);
  if (kind) tell({ type: 'found', kind, ...exampleOf(program, library, choices, came) });
  tell({
    type: 'end',
    orders: 1,
    same: kind ? 0 : 1,
    pruned: 0,
    counts: kind ? { [kind]: 1 } : {},
    isComplete: false,
    ways: kind ? 2 : 1,
    usual: shown(usual),
    ...jobs(),
    ms: 0,
  });
}
