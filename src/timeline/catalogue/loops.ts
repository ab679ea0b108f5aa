// A loop: when it runs, and that it is told to stop.
import { kind } from './kind.ts';
import { id, name, optional, preview } from './shapes.ts';

export const LOOPS = [
  /** A loop runs; `how` is the method: `runForever`, `runUntilComplete`. */
  kind('begins', {
    fields: { id, how: name },
    groups: ['The loop'],
    fold: (draft, { id, how, thread }) => draft.loop(id, { runs: how, thread }),
    sentence: ({ how }) => `${how}() begins: the loop runs.`,
  }),
  kind('ends', {
    fields: { id, how: name, error: optional(preview) },
    groups: ['The loop'],
    isUrgent: true,
    fold: (draft, { id }) => draft.loop(id, { runs: undefined, stopping: false }),
    sentence: ({ how, error }) =>
      error === undefined ? `${how}() is over.` : `${how}() throws ${error}.`,
  }),
  kind('stop', {
    fields: { id },
    groups: ['The loop'],
    fold: (draft, { id }) => draft.loop(id, { stopping: true }),
    sentence: () => 'The loop is told to stop after this turn.',
  }),
  kind('closed', {
    fields: { id },
    groups: ['The loop'],
    fold(draft, { id }) {
      draft.loop(id, { closed: true, ready: [] });
      for (const timer of draft.state.timers.values())
        if (timer.loop === id) draft.state.timers.delete(timer.id);
    },
    sentence: () => 'The loop is closed.',
  }),
] as const;
