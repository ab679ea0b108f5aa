// One text that holds every version of a file. Its lines stand in runs, each under a mark that says
// which steps have them: `//# 4` came with step 4, `//# 4-12` came with 4 and went with 12.
import { diffArrays } from 'diff';

export interface Line {
  text: string;
  /** The step that brought it. */
  from: number;
  /** The step that took it, `Infinity` if none has. */
  to: number;
}

/**
 * What becomes of a line that other states have, too: `everywhere` changes it in all of them,
 * `from-here` leaves the states before as they are.
 */
export type Mode = 'everywhere' | 'from-here';

/** The text isn't woven, or a change to it can mean several things. */
export class WeaveError extends Error {
  override name = 'WeaveError';
}

const MARK = /^\/\/# (\d+)(?:-(\d+))?$/;

const isLive = (n: number) => (line: Line) => line.from <= n && n < line.to;

/** @throws {WeaveError} if the text isn't woven. */
function linesOf(woven: string): Line[] {
  const lines: Line[] = [];
  if (woven === '') return lines; // of a file that was never there
  let mark: Omit<Line, 'text'> | undefined;
  for (const [at, text] of woven.replace(/\n$/, '').split('\n').entries()) {
    const [, from, to = Infinity] = MARK.exec(text) ?? [];
    if (from === undefined) {
      if (!mark) throw new WeaveError('a woven file begins with a mark, as "//# 0"');
      lines.push({ text, ...mark });
      continue;
    }
    mark = { from: Number(from), to: Number(to) };
    if (mark.from >= mark.to)
      throw new WeaveError(`line ${at + 1}, ${text}: a line goes after it came`);
  }
  return lines;
}

/** The lines of state n, each with the step that brought it. */
export const linesAt = (woven: string, n: number): Line[] => linesOf(woven).filter(isLive(n));

/** The file as it is in state n; `undefined` if it isn't there. */
export function stateOf(woven: string, n: number): string | undefined {
  const lines = linesAt(woven, n);
  return lines.length > 0 ? lines.map(({ text }) => text).join('\n') : undefined;
}

function textOf(lines: readonly Line[]): string {
  let woven = '';
  let last = '';
  for (const { text, from, to } of lines) {
    if (from >= to) continue; // no state has it
    const mark = to === Infinity ? `//# ${from}` : `//# ${from}-${to}`;
    if (mark !== last) woven += `${mark}\n`;
    woven += `${text}\n`;
    last = mark;
  }
  return woven;
}

function split(text: string | undefined): string[] {
  const lines = text?.split('\n') ?? [];
  const at = lines.findIndex((line) => MARK.test(line));
  if (at >= 0) throw new WeaveError(`line ${at + 1}, ${lines[at]}: only a woven file has marks`);
  return lines;
}

/** Lines that are other ones in a new version. `before` is the next line that stays. */
interface Change {
  gone: Line[];
  come: string[];
  after: Line | undefined;
  before: Line | undefined;
}

function changesOf(live: readonly Line[], now: readonly string[]): Change[] {
  const changes: Change[] = [];
  let at = 0;
  let change: Change | undefined;
  const old = live.map(({ text }) => text);
  for (const { added, removed, value } of diffArrays(old, [...now])) {
    if (added || removed) {
      change ??= { gone: [], come: [], after: live[at - 1], before: undefined };
      if (added) change.come.push(...value);
      else change.gone.push(...live.slice(at, at + value.length));
    } else if (change) {
      changes.push({ ...change, before: live[at] });
      change = undefined;
    }
    if (!added) at += value.length;
  }
  return change ? [...changes, change] : changes;
}

/**
 * Puts what comes behind what goes, or else before the line that stays. As many lines as go take the
 * places of those one by one: what other states have in between stays there.
 */
function insert(lines: Line[], { gone, before }: Change, come: readonly Line[]): void {
  if (gone.length === come.length)
    return gone.forEach((line, at) => lines.splice(lines.indexOf(line) + 1, 0, come[at]!));
  const at =
    gone.length > 0
      ? lines.indexOf(gone.at(-1)!) + 1
      : before
        ? lines.indexOf(before)
        : lines.length;
  lines.splice(at, 0, ...come);
}

/** @param versions The file in state 0, 1, 2 and so on; `undefined` where it isn't there. */
export function weave(versions: readonly (string | undefined)[]): string {
  const lines: Line[] = [];
  for (const [n, text] of versions.entries()) {
    for (const change of changesOf(lines.filter(isLive(n)), split(text))) {
      for (const line of change.gone) line.to = n;
      const come = change.come.map((line) => ({ text: line, from: n, to: Infinity }));
      insert(lines, change, come);
    }
  }
  return textOf(lines);
}

/**
 * Brings an edited state back.
 * @param text The file as it should be in state n; `undefined` if it should not be there.
 * @throws {WeaveError} if the lines that a change takes away came or go with different steps, so that it
 *   isn't clear which states should have the new ones.
 */
export function save(woven: string, n: number, text: string | undefined, mode: Mode): string {
  const lines = linesOf(woven);
  for (const change of changesOf(lines.filter(isLive(n)), split(text))) {
    const spans = spansOf(change, n, mode);
    const come = change.come.map((line, at) => ({ text: line, ...spans[at]! }));
    insert(lines, change, come);
    for (const line of change.gone) line.to = mode === 'everywhere' ? line.from : n;
  }
  return textOf(lines);
}

/** Which states have what comes: as what it takes the place of, or else as its neighbours. */
function spansOf(change: Change, n: number, mode: Mode): Omit<Line, 'text'>[] {
  const { gone, come, after, before } = change;
  const span = ({ from, to }: Omit<Line, 'text'>) =>
    mode === 'everywhere' ? { from, to } : { from: n, to };
  if (come.length === 0) return [];
  if (gone.length === 0) {
    const beside = [after, before].filter((line) => line !== undefined);
    const from = beside.length > 0 ? Math.max(...beside.map((line) => line.from)) : n;
    const to = beside.length > 0 ? Math.max(...beside.map((line) => line.to)) : Infinity;
    return come.map(() => span({ from, to }));
  }
  if (gone.length === come.length) return gone.map(span);
  const first = span(gone[0]!);
  const isClear = gone.map(span).every(({ from, to }) => from === first.from && to === first.to);
  if (isClear) return come.map(() => first);
  const steps = (pick: (line: Line) => number): string =>
    [...new Set(gone.map(pick))].map((step) => (step === Infinity ? 'never' : step)).join(', ');
  throw new WeaveError(
    `the lines from "${gone[0]!.text.trim()}" to "${gone.at(-1)!.text.trim()}" came with different steps ` +
      `(${steps(({ from }) => from)}) or go with different ones (${steps(({ to }) => to)}): change fewer at once`,
  );
}
