// What a reader has answered, as this browser keeps it: a record a question.
import * as v from 'valibot';
import { Door } from '../../door/door.ts';
import { amount, count } from '../../door/shapes.ts';
import { NAME } from '../../store/names.ts';
import { recall, remember } from '../preferences.ts';
import { begin, savedIn } from '../workbench/saved.ts';
import { looksAgainAt, type Answered } from './coming-again.ts';

/** In the place of a box. */
const QUESTIONS = 'questions';
/** When the start page looks for a question from long ago. at-once.ts reads it. */
const LOOKS_AGAIN = `${NAME}:asks`;

const Record = v.object({
  at: amount,
  isRight: v.optional(v.boolean()),
  inARow: count,
  answer: v.optional(count),
  reason: v.optional(count),
});

let read: Promise<Map<string, Answered>> | undefined;

/** Reads them once a page. */
export const kept = (): Promise<Map<string, Answered>> => (read ??= readAll());

async function readAll(): Promise<Map<string, Answered>> {
  const door = new Door();
  return new Map(
    Object.entries(await savedIn(QUESTIONS)).flatMap(([id, text]) => {
      const one = door.admitJson(Record, text);
      return one ? [[id, one] as const] : [];
    }),
  );
}

/** @throws if it can't be kept; until the page is left it's remembered even so. */
export async function keep(id: string, one: Answered): Promise<void> {
  const all = await kept();
  all.set(id, one);
  restAtLeast(looksAgainAt(all, Number(recall(LOOKS_AGAIN) ?? 0), Date.now()));
  await (await begin()).keepRecords(QUESTIONS, new Map([[id, { text: JSON.stringify(one) }]]));
}

/** The start page asks nothing before that. */
export const restAtLeast = (until: number): void => remember(LOOKS_AGAIN, String(until));
