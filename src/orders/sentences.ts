// What a search has found out, in sentences.
import type { Recorded } from './recorded.ts';
import { BOUNDS, KINDS, type Kind, type Place, type Step, type Told, type Waits } from './told.ts';

type End = Extract<Told, { type: 'end' }>;
type Sum = Pick<End, 'orders' | 'pruned' | 'counts'>;

const number = (n: number): string => n.toLocaleString('en');
const orders = (n: number): string => (n === 1 ? '1 order' : `${number(n)} orders`);

/** What happens in orders of a kind: goes on from `In 3 of 12 orders`. */
const HAPPENS: Readonly<Record<Exclude<Kind, 'cut'>, string>> = {
  deadlock: 'each task that’s left waits for ever',
  error: 'an error escapes',
  lines: 'other lines are printed',
  order: 'the same lines are printed, in another order',
};

/** How a kind is called where its example is shown. */
export const TITLES: Readonly<Record<Exclude<Kind, 'cut'>, string>> = {
  deadlock: 'They wait for ever',
  error: 'An error escapes',
  lines: 'Other lines',
  order: 'The same lines, in another order',
};

const inHowMany = (kind: Exclude<Kind, 'cut'>, { orders: all, counts }: Sum): string =>
  `In ${number(counts[kind] ?? 0)} of ${orders(all)} ${HAPPENS[kind]}.`;

const differing = ({ counts }: Sum): Exclude<Kind, 'cut'>[] =>
  KINDS.filter((kind) => kind !== 'cut').filter((kind) => (counts[kind] ?? 0) > 0);

export function progressOf(sum: Sum): string {
  const kinds = differing(sum);
  const found = kinds.length === 0 ? '' : ` ${inHowMany(kinds[0]!, sum)}`;
  return `${orders(sum.orders)} so far.${found}`;
}

/** @param isStopped Whether the reader has ended it. */
export function answerOf(
  end: Sum & Pick<End, 'isComplete'> & Partial<Pick<Recorded, 'usual'>>,
  isStopped = false,
): string {
  const { orders: all, pruned, counts, isComplete, usual } = end;
  const kinds = differing(end);
  const rest = restOf(end, isStopped);
  if (kinds.length > 0) return kinds.map((kind) => inHowMany(kind, end)).join(' ') + rest;
  if (isComplete && all === 1 && pruned === 0)
    return 'There’s only one order, because two things are never ready at the same time.';
  const all_ = isComplete
    ? pruned > 0
      ? 'Every order'
      : `All ${orders(all)}`
    : `The first ${orders(all - (counts.cut ?? 0))}`;
  const does =
    all_ === 'Every order' || /^The first 1 /.test(all_) ? ['ends', 'prints'] : ['end', 'print'];
  const same =
    usual?.end === 'threw'
      ? `${does[0]} with the same error: ${usual.error ?? ''}`
      : usual?.end === 'deadlock'
        ? `${does[0]} the same: what’s left waits for ever`
        : `${does[1]} the same`;
  return `${all_} ${same}.${rest}`;
}

function restOf(
  { orders: all, pruned, counts, isComplete }: Sum & { isComplete: boolean },
  isStopped: boolean,
): string {
  const parts = [
    isStopped && `Stopped after ${orders(all)}.`,
    isComplete &&
      pruned > 0 &&
      `We ran ${number(all)}. The others only swap steps that have nothing to do with each other.`,
    counts.cut !== undefined &&
      `${orders(counts.cut)} took more than ${number(BOUNDS.steps)} steps, and ${counts.cut === 1 ? 'was' : 'were'} cut off.`,
    !isComplete && !isStopped && counts.cut !== all && 'There are more orders than we tried.',
  ];
  return parts
    .filter(Boolean)
    .map((part) => ` ${part as string}`)
    .join('');
}

const WHY: Readonly<Record<Extract<Told, { type: 'not-tried' }>['why'], string>> = {
  chance:
    'two runs in the same order came to different things. Perhaps it asks for a random number, or for the time',
  long: `one run takes more than ${number(BOUNDS.steps)} steps`,
  gone: 'the program has changed, and the order of this link isn’t there any more',
  queue: 'no loop of it takes its steps from the library’s ready queue',
  thread:
    'a job does what we can’t do without another thread: it prints there, it awaits, or it keeps something for the next job',
  memory:
    'its threads share memory. We can choose which of them replies first, and can’t choose who’s first in between',
  host: 'it leaves something to the host, such as a timer or a promise, and the host decides when that comes',
};

export const whyNotTried = (why: string): string => `We can’t try its orders: ${why}.`;
export const whyNot = ({ why }: { why: keyof typeof WHY }): string => whyNotTried(WHY[why]);

/** What is said, and in it the place that it's about. */
export type Said = (string | Place)[];

/** As in `line 5`. @param entry The program, whose lines are named without a file. */
export const lineIn = ({ file, line }: Place, entry: string): string =>
  `line ${line}${file === entry ? '' : ` of ${file.split('/').at(-1)!}`}`;

/** As in `door 1, from line 5, 4 times, though door 2 was first`. */
export function stepIn({ who, times, at, instead }: Step): Said {
  const rest = [
    times > 1 && `${times} times`,
    instead !== undefined && `though ${instead === who ? 'another' : instead} was first`,
  ].filter(Boolean);
  const after = rest.map((part) => `, ${part as string}`).join('');
  return at ? [`${who}, from `, at, after] : [`${who}${after}`];
}

/** As in `Ann waits in line 7 for ledger, which Ben used last.` */
export function waitsIn({ task, for: what, usedBy, at }: Waits): Said {
  const waits: Said = at ? [`${task} waits in `, at, ' for '] : [`${task} waits for `];
  if (what === undefined || what === 'Future') return [...waits, 'a future that nothing settles.'];
  const user = usedBy !== undefined && usedBy !== task ? `, which ${usedBy} used last` : '';
  return [...waits, `${what}${user}.`];
}

/** Who waits for whom in a circle, as `Ann → ledger → Ben → till → Ann`, if they do. */
export function circleIn(waits: readonly Waits[]): string[] | undefined {
  for (const { task: first } of waits) {
    const way: string[] = [];
    for (let at: string | undefined = first; at !== undefined;) {
      way.push(at);
      const wait = waits.find(({ task }) => task === at);
      if (!wait || wait.for === undefined) break;
      const isTask = waits.some(({ task }) => task === wait.for);
      if (!isTask) way.push(wait.for);
      at = isTask ? wait.for : wait.usedBy;
      if (at === first) return way.length > 1 ? [...way, first] : undefined;
      if (at !== undefined && way.includes(at)) break;
    }
  }
  return undefined;
}
