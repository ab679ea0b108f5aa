import { expect, test, vi } from 'vitest';
import { tried } from './web-driver.ts';

const hangs = new Promise<never>(() => {});

test('a start that doesn’t answer is ended and tried again, and that is said', async () => {
  const said = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const ended: number[] = [];
  let nth = 0;
  const start = (ends: (() => void)[]): Promise<string> => {
    const mine = ++nth;
    ends.push(() => ended.push(mine));
    return mine < 3 ? hangs : Promise.resolve(`the ${mine}rd`);
  };
  expect(await tried({ ms: 1, times: 3 }, start)).toBe('the 3rd');
  expect(ended).toEqual([1, 2]);
  expect(said.mock.calls.flat().join('\n')).toMatch(/1 of 3.*\n.*2 of 3/);
  said.mockRestore();
});

test('what never answers is given up', async () => {
  const said = vi.spyOn(console, 'warn').mockImplementation(() => {});
  let ended = 0;
  const start = (ends: (() => void)[]): Promise<never> => (ends.push(() => ended++), hangs);
  await expect(tried({ ms: 1, times: 2 }, start)).rejects.toThrow(/2 of 2.*no answer/);
  expect(ended).toBe(2);
  said.mockRestore();
});
