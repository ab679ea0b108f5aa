// A thing is seen for the first time.
import * as v from 'valibot';
import type { Draft } from '../draft.ts';
import type { Words } from '../words.ts';
import { kind } from './kind.ts';
import { id, name, optional, otherId } from './shapes.ts';

const thing = v.picklist(['loop', 'future', 'task', 'handle', 'generator', 'executor']);
export type Thing = v.InferOutput<typeof thing>;

const fields = {
  id,
  kind: thing,
  /** Its class's; of a handle, the function's that it calls; of a generator, its function's. */
  name,
  /** Of a task: the generator that it drives. */
  drives: optional(otherId),
  /** Of a task: what the program called it as it made it. */
  called: optional(name),
};
type Made = v.InferOutput<ReturnType<typeof v.object<typeof fields>>>;

interface Making {
  fold(draft: Draft, made: Made): void;
  sentence(made: Made, words: Words): string;
  /**
   * What it is called, if nothing else is.
   * @param assignedTo The variable that it was assigned to, where that can be seen.
   * @param driven Of a task: the name of the generator that it drives.
   */
  label(made: Made, assignedTo: string | undefined, driven: string | undefined): string;
  /** Whether `name` is a class's: a draft's class has another one, and does the same. */
  isOfClass: boolean;
}

export const THINGS: Record<Thing, Making> = {
  loop: {
    fold: (draft, made) => draft.loop(made.id, {}),
    sentence: (made, { name }) => `A loop is made, ${name(made.id)}.`,
    label: (_made, assignedTo) => assignedTo ?? 'loop',
    isOfClass: true,
  },
  future: {
    fold: (draft, made) => draft.future(made.id, draft.place),
    sentence: (made, { name }) => `A future is made, ${name(made.id)}.`,
    label: (_made, assignedTo) => assignedTo ?? 'future',
    isOfClass: true,
  },
  task: {
    fold(draft, { id, drives }) {
      draft.state.tasks.set(id, {
        id,
        state: 'made',
        cancelAsked: false,
        ...(drives !== undefined && { generator: drives }),
      });
      if (drives !== undefined && draft.state.generators.has(drives))
        draft.generator(drives, { task: id });
      draft.future(id, draft.place);
    },
    sentence: (made, { name }) => `A task is made from the generator ${name(made.id)}.`,
    label: ({ name, called }, _assignedTo, driven) =>
      called ?? (driven === undefined || driven === '(anonymous)' ? name : driven),
    isOfClass: true,
  },
  handle: {
    fold: (draft, made) => draft.handle(made.id, {}),
    sentence: (made) => `A call of ${made.name} is scheduled.`,
    label: ({ name }) => name,
    isOfClass: false,
  },
  generator: {
    fold(draft, made) {
      const tasks = [...draft.state.tasks.values()];
      const task = tasks.findLast(({ generator }) => generator === made.id);
      draft.generator(made.id, task ? { task: task.id } : {});
    },
    sentence: (made, { name }) => `The generator ${name(made.id)} is about to begin.`,
    label: ({ name }) => name,
    isOfClass: false,
  },
  executor: {
    fold() {}, // the threads that it has are seen by their jobs
    sentence: () => 'An executor is made.',
    label: () => 'executor',
    isOfClass: true,
  },
};

export const MADE = kind('made', {
  fields,
  groups: ['Futures and tasks'],
  fold: (draft, made) => THINGS[made.kind].fold(draft, made),
  sentence: (made, words) => THINGS[made.kind].sentence(made, words),
  compared: ({ kind }) => (THINGS[kind].isOfClass ? { name: '' } : {}),
});
