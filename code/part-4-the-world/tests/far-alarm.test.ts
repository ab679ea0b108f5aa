import { expect, test, vi } from 'vitest';
import { HostedLoop } from '../src/index.ts';

test('a hosted loop sleeps until a far alarm, in naps that the host’s timers can do', () => {
  const asked = vi.spyOn(globalThis, 'setTimeout');
  const loop = new HostedLoop();
  try {
    loop.callLater(60 * 24 * 3_600_000, () => {});
    const delays = asked.mock.calls.map(([, delay]) => delay);
    expect(delays).toEqual([2 ** 31 - 1]); // beyond that a host takes it for 1 ms
  } finally {
    loop.close();
    asked.mockRestore();
  }
});
