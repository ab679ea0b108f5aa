// Every mistake of the series' own code is in the book: run where it fails, in the chapter that
// mends it.
import { expect, test } from 'vitest';
import { components } from './components.ts';

/** The mistake, the chapter, and what there shows it failing. */
const DEFECTS: [mistake: string, chapter: string, shownBy: string][] = [
  [
    'a context manager whose body throws does not close',
    'part-1-generators/context-managers',
    'programs/a-full-disk.ts',
  ],
  [
    'a context manager that swallows an error breaks',
    'part-1-generators/context-managers',
    'programs/errors-ignored.ts',
  ],
  [
    'a generator that never yields is entered',
    'part-1-generators/context-managers',
    'programs/no-file.ts',
  ],
  [
    'a second result overwrites the first',
    'part-2-futures/a-result-that-is-not-there-yet',
    'programs/the-bill.ts',
  ],
  [
    'the second cancel() calls back again',
    'part-2-futures/a-result-that-is-not-there-yet',
    'programs/the-bill.ts',
  ],
  [
    'result() forgets the error, and returns the time-out',
    'part-2-futures/waiting-for-it',
    'programs/full-disk.ts',
  ],
  [
    'any ring of the bell is taken for the result',
    'part-2-futures/waiting-for-it',
    'programs/a-minute.ts',
  ],
  [
    'a job that throws leaves its future pending',
    'part-2-futures/a-thread-of-our-own',
    'programs/divide.ts',
  ],
  ['a thread for each job', 'part-2-futures/a-thread-of-our-own', 'src/drafts/first-executor.ts'],
  [
    'an executor whose base was never set up',
    'part-2-futures/work-on-another-thread',
    'programs/two-executors.ts',
  ],
  [
    'a task that catches and yields again is dropped',
    'part-2-futures/poll-block-callback-or-task',
    'programs/task-that-catches.ts',
  ],
  [
    'a chain of done futures is as deep as it is long',
    'part-2-futures/poll-block-callback-or-task',
    'programs/how-deep.ts',
  ],
  ['the helper returns nothing', 'part-2-futures/hiding-the-machinery', 'programs/for-me.ts'],
  [
    'a task yields a generator',
    'part-2-futures/one-task-calls-another',
    'programs/one-calls-another.ts',
  ],
  [
    "a task's result is what was sent last",
    'part-2-futures/a-task-is-a-future',
    'programs/what-it-returns.ts',
  ],
  [
    'the queue is read from the wrong end',
    'part-3-task-loop/a-queue-of-callbacks',
    'programs/same-letters.ts',
  ],
  ['one of two tasks starves', 'part-3-task-loop/a-queue-of-callbacks', 'programs/ann-and-ben.ts'],
  [
    'a cancelled handle still runs',
    'part-3-task-loop/a-call-that-can-be-taken-back',
    'programs/three-reminders.ts',
  ],
  [
    'a handle runs again',
    'part-3-task-loop/a-call-that-can-be-taken-back',
    'programs/a-payment.ts',
  ],
  [
    'of an error in a callback only the text is told',
    'part-3-task-loop/a-call-that-can-be-taken-back',
    'programs/no-address.ts',
  ],
  [
    'two orders to stop end two runs',
    'part-3-task-loop/running-for-ever-and-stopping',
    'programs/two-reasons.ts',
  ],
  [
    'stop() on an idle loop ends the next run',
    'part-3-task-loop/running-for-ever-and-stopping',
    'programs/stop-and-run.ts',
  ],
  [
    'a task that yields 5 waits for ever',
    'part-3-task-loop/a-task-that-rides-the-loop',
    'programs/three-parcels.ts',
  ],
  [
    'runUntilComplete() returns nothing, errors vanish',
    'part-3-task-loop/run-until-complete',
    'programs/to-the-disk.ts',
  ],
  [
    'a future that is done already',
    'part-3-task-loop/run-until-complete',
    'programs/from-the-cache.ts',
  ],
  [
    'one callback that fails silences the next',
    'part-3-task-loop/threads-meet-the-loop',
    'programs/three-guests.ts',
  ],
  ['a long chain', 'part-3-task-loop/threads-meet-the-loop', 'programs/pass-it-on.ts'],
  ['a run within a run', 'part-3-task-loop/guards', 'programs/let-them-run.ts'],
  [
    "result() on the loop's own thread hangs",
    'part-3-task-loop/whose-future',
    'programs/one-place-behind.ts',
  ],
  ['generator objects pass the guard', 'part-3-task-loop/guards', 'exercises/generator-objects'],
  [
    'a result from another thread does not wake the loop',
    'part-3-task-loop/threads-meet-the-loop',
    'programs/brought-by-another.ts',
  ],
  ['an idle loop spins', 'part-3-task-loop/threads-meet-the-loop', 'programs/how-often.ts'],
  ['one loop for all threads', 'part-3-task-loop/a-loop-a-thread', 'programs/one-loop-for-all.ts'],
  [
    'a task does not hear that it is cancelled',
    'part-3-task-loop/half-a-haircut',
    'programs/half-a-haircut.ts',
  ],
];

test.each(DEFECTS)('%s: %s runs it', (_, chapter, shownBy) => {
  const shown = components
    .filter((one) => one.chapter === chapter)
    .flatMap(({ props }) => [props.of, props.from]);
  expect(shown).toContain(`${chapter.split('/')[0]}/${shownBy}`);
});
