// What the address of two states asks for: anyone may have written it.
import * as v from 'valibot';
import { Door } from '../../door/door.ts';
import { text } from '../../door/shapes.ts';
import { isFileName } from '../workbench/file-names.ts';

const State = v.pipe(text(100), v.regex(/^[a-z\d-]+\/[a-z\d-]+$/));
const Asked = v.object({
  from: v.optional(State),
  to: v.optional(State),
  file: v.optional(v.pipe(text(100), v.check(isFileName))),
});

/** @returns Nothing where it asks for nothing; `refused` where it can't be read. */
export function askedBy(hash: string): v.InferOutput<typeof Asked> | 'refused' | undefined {
  const fields = [...new URLSearchParams(hash.slice(1))];
  if (!fields.some(([name]) => name === 'from' || name === 'to')) return undefined;
  return new Door().admit(Asked, Object.fromEntries(fields)) ?? 'refused';
}
