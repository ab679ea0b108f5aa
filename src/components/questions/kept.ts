// What a reader has answered, as this browser keeps it: a record a question.
import * as v from 'valibot';
import { Door } from '../../door/door.ts';
import { amount, count, list, text } from '../../door/shapes.ts';
import { recall, remember } from '../preferences.ts';
import { begin, savedIn } from '../workbench/saved.ts';
import { looksAgainAt, type Answered } from './coming-again.ts';
import { LOOKS_AGAIN } from './long-ago.ts';

/** In the place of a box. */
const QUESTIONS = 'questions';

const Record = v.object({
  at: amount,
  isRight: v.optional(v.boolean()),
  inARow: count,
  answer: v.optional(count),
  reason: v.optional(count),
});

const Left = list(v.strictTuple([text(200), Record]), 1_000);

/** In this tab: what's on its way to the database, since the page may be gone before it's there. */
const ON_ITS_WAY = 'tasque:answers';
const tab = (): Storage => sessionStorage;
const onItsWay = new Map<string, Answered>();
const noteOnItsWay = (): void =>
  remember(ON_ITS_WAY, onItsWay.size > 0 ? JSON.stringify([...onItsWay]) : undefined, tab);

let read: Promise<Map<string, Answered>> | undefined;

/** Reads them once a page. */
export const kept = (): Promise<Map<string, Answered>> => (read ??= readAll());
/** And again: another tab may have answered some. */
export const keptNow = (): Promise<Map<string, Answered>> => (read = readAll());

async function readAll(): Promise<Map<string, Answered>> {
  const door = new Door();
  const found = new Map(
    Object.entries(await savedIn(QUESTIONS)).flatMap(([id, text]) => {
      const one = door.admitJson(Record, text);
      return one ? [[id, one] as const] : [];
    }),
  );
  const left = door.admitJson(Left, recall(ON_ITS_WAY, tab) ?? null) ?? [];
  for (const [id, one] of left)
    // of the same moment, too: a reason may follow its answer that quickly
    if (one.at >= (found.get(id)?.at ?? 0)) {
      found.set(id, one);
      void write(id, one).catch(() => {}); // it’s tried with the next answer
    }
  return found;
}

/** @throws if it can't be kept; until the page is left it's remembered even so. */
export async function keep(id: string, one: Answered): Promise<void> {
  const all = await kept();
  all.set(id, one);
  restAtLeast(looksAgainAt(all, Number(recall(LOOKS_AGAIN) ?? 0), Date.now()));
  await write(id, one);
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other: each has to know what the one before has written. */
function write(id: string, one: Answered): Promise<void> {
  onItsWay.set(id, one);
  noteOnItsWay();
  const done = last.then(async () => {
    const { keepRecords } = await begin();
    await keepRecords(QUESTIONS, new Map([[id, { text: JSON.stringify(one) }]]));
    if (onItsWay.get(id) === one) onItsWay.delete(id);
    noteOnItsWay();
  });
  last = done.catch(() => {});
  return done;
}

/** The start page asks nothing before that. */
export const restAtLeast = (until: number): void => remember(LOOKS_AGAIN, String(until));
