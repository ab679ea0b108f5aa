import { getRunningLoop, type Coroutine } from '../index.ts';

/** Waits until its alarm goes off. */
export function* firstSleep(delayMs: number): Coroutine<void> {
  const loop = getRunningLoop();
  const morning = loop.createFuture<void>();
  loop.callLater(delayMs, () => morning.setResult());
  yield* morning;
}
