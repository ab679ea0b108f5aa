// Threads: when they sleep, and the jobs that go from one to another.
import { count } from '../../door/shapes.ts';
import { numberOf, threadName } from '../words.ts';
import { changesNothing, kind } from './kind.ts';
import { name } from './shapes.ts';

export const THREADS = [
  /** This thread sleeps: nothing of it runs until another one wakes it, or the time is over. */
  kind('blocks', {
    fields: {},
    groups: ['Threads'],
    isUrgent: true,
    fold: (draft, { thread }) => draft.thread(thread, 'blocked'),
    sentence: () => 'The thread falls asleep: it blocks.',
  }),
  kind('wakes', {
    fields: {},
    groups: ['Threads'],
    fold: (draft, { thread }) => draft.thread(thread, 'runs'),
    sentence: () => 'The thread wakes up.',
  }),
  /**
   * Other threads were asked for news so many times in a row, and there were none, and the thread
   * did not sleep between.
   */
  kind('spins', {
    fields: { count },
    groups: ['Threads'],
    isUrgent: true,
    fold: changesNothing,
    sentence: ({ count }) =>
      `Other threads were asked for news ${numberOf(count)} times in a row, and had none.`,
  }),
  /** A job goes to another thread, or comes back from it, as its owner sees it. */
  kind('job', {
    fields: { worker: count, name },
    groups: ['Threads'],
    fold: (draft, { worker }) => draft.thread(worker, 'working'),
    sentence: ({ worker, name }) => `The job ${name} goes to ${threadName(worker)}.`,
  }),
  kind('replied', {
    fields: { worker: count },
    groups: ['Threads'],
    fold: (draft, { worker }) => draft.thread(worker, 'idle'),
    sentence: ({ worker }) => `The answer of ${threadName(worker)} is fetched.`,
  }),
] as const;
