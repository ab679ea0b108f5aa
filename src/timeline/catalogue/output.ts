// What is printed; and that the trace is full.
import * as v from 'valibot';
import { count, text } from '../../door/shapes.ts';
import { MAX_OUTPUT } from '../limits.ts';
import { numberOf } from '../words.ts';
import { changesNothing, kind } from './kind.ts';
import { asSeen } from './shapes.ts';

export const OUTPUT = [
  kind('output', {
    fields: {
      stream: v.picklist(['stdout', 'stderr']),
      text: v.pipe(text(MAX_OUTPUT), v.transform(asSeen)),
    },
    groups: ['Printed'],
    fold: (draft, { text }) => void (draft.state.output = [...draft.state.output, text]),
    sentence({ stream, text }) {
      const how = stream === 'stdout' ? 'Printed' : 'Printed as an error';
      return `${how}: ${text.trimEnd().replaceAll('\n', ' ⏎ ')}`;
    },
  }),
  /** The trace is full. `count` more events of this thread were not kept. */
  kind('dropped', {
    fields: { count },
    groups: ['Not kept'],
    fold: changesNothing,
    sentence: ({ count }) => `${numberOf(count)} more events were not kept.`,
  }),
] as const;
