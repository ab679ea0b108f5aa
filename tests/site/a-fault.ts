// One fault that readers look for, and what they may write: tests that see it, that don't, and one that's
// wrong.
import type { Page } from 'playwright-core';
import type { FaultsOfStage } from '../../src/faults/fault.ts';

export const CHAPTER = '/part-3-task-loop/guards/';
export const STAGE = 'part-3-task-loop';
/** What is broken in the fault that these tests catch. */
export const SYMBOL = 'TaskLoop.close';

export const testOf = (body: string): string =>
  `import { expect, test } from 'vitest';\nimport { TaskLoop } from '../src/index.ts';\n\n${body}\n`;
export const SEES = testOf(`test('an idle loop can be closed, and a running one cannot', () => {
  const loop = new TaskLoop();
  let error: unknown;
  loop.callSoon(() => {
    try {
      loop.close();
    } catch (caught) {
      error = caught;
    }
    loop.stop();
  });
  loop.runForever();
  expect(error).toBeInstanceOf(Error);
  loop.close();
  expect(loop.isClosed()).toBe(true);
});`);
export const SEES_NOTHING = testOf(`test('there are loops', () => {
  expect(new TaskLoop()).toBeDefined();
});`);
export const WRONG = testOf(`test('a loop is closed from the start', () => {
  expect(new TaskLoop().isClosed()).toBe(true);
});`);

/** As the site has it: a loop that runs can be closed. */
export async function fault(page: Page): Promise<FaultsOfStage['faults'][number]> {
  const response = await page.request.get(new URL(`/code/${STAGE}.faults.json`, page.url()).href);
  const { faults } = (await response.json()) as FaultsOfStage;
  return faults.find(({ symbol }) => symbol === SYMBOL)!;
}
