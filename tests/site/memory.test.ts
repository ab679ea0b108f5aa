// What runs on a page is let go, and what uses up the memory costs a reader nothing of theirs.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { endProcessAbove } from '../end-process.ts';
import { at, boxOn, CHAPTER, ENTRY, holds, inContext, kept, openTab } from './edits.ts';
import { edit, ended, onPage, printed, programsOn, records, run, useBrowser } from './site.ts';

useBrowser();

/** The one with the most boxes. */
const LONGEST = '/part-3-task-loop/run-until-complete/';

/** How many modules of runs the page holds, once what nothing refers to any more is gone. */
async function heldModules(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const { result } = await session.send('Runtime.evaluate', { expression: 'Object.prototype' });
  const { objects } = await session.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId!,
  });
  const counted = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId!,
    functionDeclaration:
      "function () { return this.filter((it) => Object.hasOwn(it, 'script') && Object.hasOwn(it, 'imports')).length; }",
    returnByValue: true,
  });
  await session.detach();
  return counted.result.value as number;
}

test('every box of the longest chapter runs as recorded, and then nothing of it is left but one sandbox', () =>
  onPage(LONGEST, {}, async (page) => {
    const programs = await programsOn(page);
    const exercises = await page.locator('program-box[data-judge]').all();
    expect(programs.length + exercises.length).toBeGreaterThan(10);
    for (const { box, name, output } of programs) {
      await run(box);
      await ended(box);
      expect(await printed(box), name).toBe(output);
    }
    for (const box of exercises) {
      await box.getByRole('button', { name: 'Check', exact: true }).click();
      expect(await ended(box)).toContain('failed');
    }
    await expect.poll(() => heldModules(page), { message: 'modules' }).toBe(0);
    expect(page.frames().length - 1, 'frames').toBe(1);
    await expect.poll(() => page.workers().length, { message: 'workers' }).toBe(1); // for the next run
    const { box } = programs[0]!;
    await edit(box, 'for (;;);');
    await run(box);
    await expect.poll(() => heldModules(page), { message: 'of one that runs' }).toBeGreaterThan(0);
    await box.getByRole('button', { name: 'Stop', exact: true }).click();
    await ended(box);
    await edit(box, "console.log('still here');");
    await run(box);
    await ended(box);
    expect(await printed(box)).toBe('still here\n');
  }));

test('what a reader typed is written down before it runs', () =>
  inContext(async (context) => {
    // what saves has to be loaded first, and comes after the press; a run waits for it however slow it is
    const pressed = Promise.withResolvers<void>();
    await context.route(/\/saving\.[^/]*\.js$/, async (route) => {
      await pressed.promise;
      await route.continue();
    });
    await context.addInitScript(() => {
      const { setTimeout: real } = window;
      window.setTimeout = ((work: () => void, ms?: number, ...args: unknown[]) =>
        ms === 2000 ? 0 : real(work, ms, ...args)) as typeof setTimeout;
      const order: string[] = [];
      Object.assign(globalThis, { order });
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (...args) {
        order.push(this.name);
        return put.apply(this, args);
      };
      const { postMessage } = MessagePort.prototype;
      MessagePort.prototype.postMessage = function (message: any, ...more: any[]) {
        if (message?.type === 'run') order.push('run');
        return postMessage.call(this, message, ...more);
      };
    });
    const page = await openTab(context);
    await edit(boxOn(page), "console.log('mine');");
    await run(boxOn(page));
    pressed.resolve();
    await ended(boxOn(page));
    expect(await page.evaluate(() => (globalThis as unknown as { order: string[] }).order)).toEqual(
      ['files', 'run'],
    );
  }));

test.skipIf(process.platform !== 'linux')(
  'a program that uses up the memory takes nothing of the page along, nor what its reader wrote, and doesn’t run again by itself',
  () =>
    inContext(async (context) => {
      // Playwright takes the page for crashed with its sandbox, so another tab hears of it
      const watch = await context.newPage();
      await watch.goto(at('/llms.txt'));
      const said = watch.evaluate(
        () =>
          new Promise<unknown>((told) => {
            new BroadcastChannel('told').onmessage = ({ data }) =>
              /^Stopped/.test(data.status) && told(data);
          }),
      );
      await context.addInitScript(() => {
        const channel = new BroadcastChannel('told');
        setInterval(() => {
          const part = (selector: string) => document.querySelector(selector)?.textContent ?? '';
          channel.postMessage({ status: part('program-box .status'), code: part('.cm-content') });
        }, 200);
      });
      const bomb =
        "console.log('begun'); const kept: unknown[] = []; for (;;) kept.push(new Array(1e6).fill(kept.length));";
      const page = await openTab(context);
      await edit(boxOn(page), bomb);
      await run(boxOn(page));
      await endProcessAbove(context.browser()!, 400);
      expect(await said).toEqual({
        status: 'Stopped: it used up the memory of its sandbox. The next run has a new one.',
        code: bomb,
      });
      await kept(watch, ENTRY, bomb);
      const again = await openTab(context);
      await holds(boxOn(again), bomb);
      await again.waitForLoadState('networkidle');
      expect(await boxOn(again).locator('.status').textContent()).toMatch(/^Your version/);
      expect(again.frames()).toHaveLength(1);
      await edit(boxOn(again), "console.log('next');");
      await run(boxOn(again));
      await ended(boxOn(again));
      expect(await printed(boxOn(again))).toBe('next\n');
    }),
);

test('where it takes the page along, what its reader wrote is there when they come back', () =>
  inContext(async (context) => {
    const page = await openTab(context);
    await edit(boxOn(page), "console.log('begun');\nfor (;;);");
    await run(boxOn(page));
    await boxOn(page).locator('.live').filter({ hasText: 'begun' }).waitFor();
    const crashed = page.waitForEvent('crash');
    const session = await context.newCDPSession(page);
    void session.send('Page.crash').catch(() => {}); // nobody is left to answer
    await crashed;
    const again = await openTab(context, CHAPTER);
    await holds(boxOn(again), 'for (;;);');
    await again.waitForLoadState('networkidle');
    expect(again.frames()).toHaveLength(1);
    expect(await records(again, 'files')).toHaveLength(1);
  }));
