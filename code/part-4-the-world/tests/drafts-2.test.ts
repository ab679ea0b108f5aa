// What a first `run` leaves undone, and the library's doesn't.
import { expect, test } from 'vitest';
import { firstRun } from '../src/drafts/first-run.ts';
import {
  getRunningLoop,
  run,
  sleep,
  VirtualClock,
  type Coroutine,
} from '../src/index.ts';
import { boom, outcome } from './watched-loop.ts';

type Run = typeof firstRun;
const runs: [string, Run, boolean][] = [
  ['firstRun leaves what it began', firstRun, false],
  ['run has it end', run, true],
];

/** What becomes of a task that is left, which takes 5 ms to clean up. */
function evening(run: Run, end: () => string) {
  const clock = new VirtualClock();
  const log: string[] = [];
  function* left(): Coroutine<void> {
    try {
      yield* sleep(1000);
      log.push('finished');
    } finally {
      yield* sleep(5);
      log.push('cleaned up');
    }
  }
  function* main(): Coroutine<string> {
    getRunningLoop().addTask(left());
    yield* sleep(10);
    return end();
  }
  const came = outcome(() => run(main(), { clock }));
  return { came, at: clock.now(), log };
}

test.each(runs)('%s', (_, run, isTidy) => {
  expect(evening(run, () => 'home')).toEqual({
    came: 'home',
    at: isTidy ? 15 : 10,
    log: isTidy ? ['cleaned up'] : [],
  });
});

test.each(runs)('when main fails, %s', (_, run, isTidy) => {
  const fails = (): never => {
    throw boom;
  };
  const { came, log } = evening(run, fails);
  expect([came, log]).toEqual(['threw RangeError', isTidy ? ['cleaned up'] : []]);
});

test.each(runs)('of a loop that is left: %s', (_, run, isTidy) => {
  const loop = run(
    (function* () {
      return getRunningLoop();
    })(),
    { clock: new VirtualClock() },
  );
  expect(loop.isClosed()).toBe(isTidy);
});
