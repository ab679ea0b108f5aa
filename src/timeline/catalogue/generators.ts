// Generators: when each is resumed, where it is suspended, how it ends.
import * as v from 'valibot';
import { list } from '../../door/shapes.ts';
import { MAX_CHAIN } from '../limits.ts';
import { given } from '../words.ts';
import { kind } from './kind.ts';
import { Frame, id, optional, otherId, preview } from './shapes.ts';

const lineOf = (chain: readonly Frame[]): string =>
  chain.length > 0 ? `line ${chain.at(-1)!.at.line}` : 'its yield';

export const GENERATORS = [
  /**
   * A generator goes on, as the outermost of those that delegate to each other. `value` is what is
   * sent or thrown into it, if anything.
   */
  kind('step', {
    fields: { id, how: v.picklist(['next', 'throw', 'return']), value: optional(preview) },
    groups: ['Generators'],
    isUrgent: true,
    fold(draft, { id }) {
      draft.generator(id, { state: 'running' });
      const { task } = draft.generatorAt(id);
      if (task !== undefined) draft.task(task, { state: 'running', parkedOn: undefined });
    },
    sentence({ id, how, value }, { name }, { generators }) {
      const generator = generators.get(id);
      const begins = !generator || generator.state === 'fresh';
      const sent = {
        next: given(', and gets ', value),
        throw: `, and ${value ?? 'an error'} is thrown into it`,
        return: ', and is told to return',
      }[how];
      return `${name(id)} ${begins ? 'begins' : `resumes at ${lineOf(generator.chain)}`}${sent}.`;
    },
  }),
  /** It stands still again. */
  kind('yielded', {
    fields: {
      id,
      /** Begins with itself, and lacks its middle where it is very long. */
      chain: list(Frame, MAX_CHAIN),
      /** What it gave, unless that is a future. */
      value: optional(preview),
      /** The future that it gave. */
      future: optional(otherId),
    },
    groups: ['Generators'],
    fold(draft, { id, chain, value, future }) {
      draft.generator(id, { state: 'suspended', chain, value, future });
      const { task } = draft.generatorAt(id);
      if (task === undefined) return;
      if (future !== undefined && draft.futureAt(future).state === 'pending')
        draft.task(task, { state: 'parked', parkedOn: future });
      else if (draft.state.tasks.get(task)?.state === 'running')
        draft.task(task, { state: 'made' }); // until it is put into the queue again
    },
    sentence({ id, chain, value, future }, { name, what }) {
      const gave = future !== undefined ? `the ${what(future)}` : (value ?? 'nothing');
      const inner = chain.slice(1).map((frame) => frame.name);
      const within = inner.length > 0 ? ` within ${inner.join(', ')}` : '';
      return `${name(id)} stops at ${lineOf(chain)}${within} and yields ${gave}.`;
    },
  }),
  /** It is over. */
  kind('returned', {
    fields: { id, value: optional(preview) },
    groups: ['Generators'],
    fold: (draft, { id, value }) =>
      draft.generator(id, { state: 'returned', ...(value !== undefined && { value }) }),
    sentence: ({ id, value }, { name }) =>
      `${name(id)} comes to its end${given(' and returns ', value)}.`,
  }),
  kind('threw', {
    fields: { id, error: preview },
    groups: ['Generators', 'Errors'],
    fold: (draft, { id, error }) => draft.generator(id, { state: 'threw', value: error }),
    sentence: ({ id, error }, { name }) => `${name(id)} ends with an error: ${error}.`,
  }),
] as const;
