// What is opened and closed many times on one page leaves nothing behind that listens.
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { CHAPTER as GUARDS, fault, STAGE } from './a-fault.ts';
import { menuOf, onPage, SCREENS, useBrowser } from './site.ts';

useBrowser();

declare global {
  /** How many listen to what lives as long as the page, or to an element by that name. */
  var countListening: (name?: string) => number;
}

/** Counts what listens, from the beginning. */
const count = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const live = new Map<EventTarget, Set<object>>();
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    const known = new WeakMap<object, Map<string, object>>();
    EventTarget.prototype.addEventListener = function (type, listener, options) {
      addEventListener.call(this, type, listener, options);
      const { once, signal } = typeof options === 'object' ? options : {};
      if (!listener || signal?.aborted) return;
      const target = (this as EventTarget | undefined) ?? window;
      const all = live.get(target) ?? new Set();
      live.set(target, all);
      const its = known.get(listener) ?? new Map<string, object>();
      known.set(listener, its);
      const one = its.get(type) ?? {};
      its.set(type, one);
      all.add(one);
      const gone = (): void => void all.delete(one);
      if (signal) addEventListener.call(signal, 'abort', gone);
      if (once) addEventListener.call(target, type, gone, { once: true });
    };
    EventTarget.prototype.removeEventListener = function (type, listener, options) {
      removeEventListener.call(this, type, listener, options);
      const one = listener && known.get(listener)?.get(type);
      if (one) live.get((this as EventTarget | undefined) ?? window)?.delete(one);
    };
    const stays = (target: EventTarget): boolean =>
      target === window || target === document || target.constructor === EventTarget;
    globalThis.countListening = (name) =>
      [...live].reduce(
        (sum, [target, { size }]) =>
          (name ? target instanceof Element && target.matches(name) : stays(target))
            ? sum + size
            : sum,
        0,
      );
  });
const listening = (page: Page, name?: string): Promise<number> =>
  page.evaluate((name) => countListening(name), name);

test('faults that are opened and closed', () =>
  onPage(
    GUARDS,
    SCREENS.wide,
    async (page) => {
      const fold = page.locator(`.asks[data-faults="${STAGE}"]`);
      await fold.locator('> summary').click();
      const button = fold
        .locator(`[data-fault="${(await fault(page)).id}"]`)
        .getByRole('button')
        .first();
      const bench = page.locator('.fault-bench');
      const openAndClose = async (): Promise<void> => {
        await button.click();
        await bench.locator('.cm-content').press('x'); // it's kept, which listens as well
        await button.click();
        await bench.waitFor({ state: 'detached' });
      };
      // what comes with the first change stays, so it's asked again whether there's more each time
      const grown = async (): Promise<number> => {
        const before = await listening(page);
        for (let times = 0; times < 3; times++) await openAndClose();
        return (await listening(page)) - before;
      };
      await expect.poll(grown).toBeLessThanOrEqual(0);
    },
    count,
  ));

test('runs on one timeline, and searches of every order', () =>
  onPage(
    '/part-4-the-world/the-last-seat/',
    SCREENS.wide,
    async (page) => {
      const box: Locator = page.getByRole('region', { name: 'two-tills.ts', exact: true });
      const scrubber = box.locator('.scrubber');
      const places = box.getByRole('slider', { name: 'places', exact: true });
      await places.press('Home');
      await box.getByRole('button', { name: 'Timeline', exact: true }).click();
      await scrubber.waitFor();
      const once = await listening(page, 'trace-timeline');
      for (let times = 0; times < 3; times++) {
        const before = await scrubber.getAttribute('max');
        await places.press('ArrowRight');
        await expect.poll(() => scrubber.getAttribute('max')).not.toBe(before);
      }
      expect(await listening(page, 'trace-timeline')).toBe(once);

      const search = async (): Promise<void> => {
        await (await menuOf(box)).getByRole('button', { name: 'Try every order' }).click();
        const panel = box.locator('.every-order');
        await panel.getByRole('button', { name: 'Close' }).click();
        await panel.waitFor({ state: 'detached' });
      };
      await search();
      const boxes = await listening(page, 'program-box');
      for (let times = 0; times < 3; times++) await search();
      expect(await listening(page, 'program-box')).toBe(boxes);
    },
    count,
  ));
