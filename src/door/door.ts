// The one door: all that comes from outside enters here, or not at all. Outside is whatever a
// reader's code or a stranger can have a hand in: what frames, workers and containers say, what is
// in storage, what an address brings. Behind the door the types can be believed.
//
//   const door = new Door();
//   const events = door.admitEach(TraceEvent, message.events, 1_000);   // those that are events
//   const edits = door.admitJson(Edits, localStorage.getItem(key));     // undefined where it isn't what it should be
//   if (door.refused > 0) …                                             // say so, once
//
// A schema lives with its subject and its type follows from it (`type Edits = v.InferOutput<typeof
// Edits>`); shapes.ts has what most need.
import { safeParse, type GenericSchema, type InferOutput } from 'valibot';

export class Door {
  #refused = 0;

  /** How many values were refused so far. */
  get refused(): number {
    return this.#refused;
  }

  /**
   * @returns A copy that has what the schema names and nothing else, or `undefined` where the value
   *   breaks the schema.
   */
  admit<S extends GenericSchema>(schema: S, value: unknown): InferOutput<S> | undefined {
    const { success, output } = safeParse(schema, value, { abortEarly: true });
    if (success) return output;
    this.#refused++;
    return undefined;
  }

  /**
   * Of a list, the values that keep the schema. The rest are refused one by one, and so is what
   * isn't a list.
   * @param most How many are looked at. A list that says it is longer may have been made to keep us
   *   busy, so it's refused whole.
   */
  admitEach<S extends GenericSchema>(schema: S, values: unknown, most: number): InferOutput<S>[] {
    if (!Array.isArray(values) || values.length > most) {
      this.#refused++;
      return [];
    }
    // by number, since an array from outside may have gaps, which count as wrong
    return Array.from(values, (value) => this.admit(schema, value)).filter(
      (value) => value !== undefined,
    );
  }

  /**
   * The same for text that should be JSON. `null` stands for "there is none", as in storage: it's
   * no refusal.
   */
  admitJson<S extends GenericSchema>(schema: S, json: string | null): InferOutput<S> | undefined {
    if (json === null) return undefined;
    let value: unknown;
    try {
      value = JSON.parse(json);
    } catch {
      this.#refused++;
      return undefined;
    }
    return this.admit(schema, value);
  }
}
