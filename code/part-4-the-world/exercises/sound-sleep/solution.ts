import { getRunningLoop, type Coroutine } from '../../src/index.ts';

/**
 * Waits for `delayMs` milliseconds. A task that's cancelled in its sleep leaves nothing
 * behind: no alarm that the loop would wait for, and none that goes off.
 */
export function* soundSleep(delayMs: number): Coroutine<void> {
  const loop = getRunningLoop();
  const morning = loop.createFuture<void>();
  const alarm = loop.callLater(delayMs, () => {
    if (!morning.done()) morning.setResult();
  });
  try {
    yield* morning;
  } finally {
    alarm.cancel();
  }
}
