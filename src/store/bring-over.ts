// What is in localStorage is brought into the database: what the first edition kept, and what a
// page could not write before it was gone. It leaves localStorage when it has been read back from
// its new place; what can't be read stays.
import * as v from 'valibot';
import type { GenericSchema, InferOutput } from 'valibot';
import { Door } from '../door/door.ts';
import { dictionary, list, text } from '../door/shapes.ts';
import { FORMER, UNSAVED } from './names.ts';
import { FormerNames, Unsaved, type Why } from './records.ts';
import type { Kept, Store } from './store.ts';

const FormerEdits = dictionary(text(2_000_000), 1_000);

export async function bringOver(store: Store): Promise<void> {
  let keys: string[] = [];
  try {
    keys = Object.keys(localStorage);
  } catch {
    return; // no storage of this kind, so nothing is in it
  }
  for (const key of keys) {
    const [, box, list] = FORMER.exec(key) ?? [];
    try {
      if (key.startsWith(UNSAVED)) await bringUnsaved(store, key);
      else if (box !== undefined)
        await bring(key, FormerEdits, async (edits) => {
          for (const [file, text] of Object.entries(edits))
            await put(store, box, file, { text }, undefined, 'tab');
        });
      else if (list !== undefined)
        await bring(key, FormerNames, async (names) => {
          for (const name of names) await store.mark(list, name, true);
        });
    } catch {
      // no room for it there: it stays where it is
    }
  }
}

/** One that can't be read, or has no room, stays where it is and keeps no other one from coming. */
async function bringUnsaved(store: Store, key: string): Promise<void> {
  const json = localStorage.getItem(key);
  const all = new Door().admitJson(list(v.unknown(), 10_000), json);
  if (!all) return;
  const left = new Set(all);
  const read = all.flatMap((from) => {
    const one = new Door().admit(Unsaved, from);
    return one ? [{ from, one }] : [];
  });
  const groups = Map.groupBy(read, ({ one: { box, why, aside } }, at) =>
    JSON.stringify(why ? [box, why, aside] : at),
  );
  for (const group of groups.values()) {
    const { box, file, known, onItsWay, why, aside: _, ...edit } = group[0]!.one;
    const texts = group.map(({ one }): [string, string | null] => [
      one.file,
      one.text === undefined ? '' : one.text,
    ]);
    try {
      if (why) await store.putAside(box, why, texts, undefined);
      else await put(store, box, file, edit, known, 'page', onItsWay);
      for (const { from } of group) left.delete(from);
    } catch {
      // no room for it there
    }
  }
  if (localStorage.getItem(key) !== json) return;
  if (left.size > 0) localStorage.setItem(key, JSON.stringify([...left]));
  else localStorage.removeItem(key);
}

async function bring<S extends GenericSchema>(
  key: string,
  schema: S,
  write: (value: InferOutput<S>) => Promise<void>,
): Promise<void> {
  const json = localStorage.getItem(key);
  const value = new Door().admitJson(schema, json);
  if (value === undefined) return;
  await write(value);
  if (localStorage.getItem(key) === json) localStorage.removeItem(key);
}

/** What is in the database already stays, and this is put beside it. */
async function put(
  store: Store,
  box: string,
  file: string,
  edit: Kept,
  known: string | undefined,
  why: Why,
  onItsWay?: string | null,
): Promise<void> {
  let written = await store.write(box, file, edit, known, undefined);
  // what was on its way has arrived: this comes after it
  if (!written.done && (written.theirs?.text ?? null) === onItsWay)
    written = await store.write(box, file, edit, written.theirs?.rev, undefined);
  if (!written.done && edit.text !== undefined && written.theirs?.text !== edit.text)
    await store.putAside(box, why, [[file, edit.text]], undefined);
}
