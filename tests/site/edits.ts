// What the tests of what a reader wrote do, and find kept.
import { deflateRawSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { freshContext, openFile, records } from './site.ts';

export const CHAPTER = '/part-3-task-loop/a-queue-of-callbacks/';
export const PROGRAM = 'part-3-task-loop/programs/callbacks-in-order.ts';
export const ENTRY = 'programs/callbacks-in-order.ts';
export const LIBRARY = 'src/ready-queue.ts';
export const LAB = '/lab/part-3-task-loop/';
export const source = (file: string): string =>
  readFileSync(`code/part-3-task-loop/${file}`, 'utf8');

export const boxOn = (page: Page): Locator =>
  page.locator(`program-box[data-program="${PROGRAM}"]`);
export const at = (path: string): string => new URL(path, inject('site')).href;

export async function inContext(work: (context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await freshContext();
  try {
    await work(context);
  } finally {
    await context.close();
  }
}
export async function openTab(context: BrowserContext, path = CHAPTER): Promise<Page> {
  const page = await context.newPage();
  await page.goto(at(path));
  return page;
}

export const open = async (box: Locator, file: string): Promise<void> => {
  await box.getByRole('textbox').focus();
  const option = box
    .locator('select[data-do=open] option', { hasText: file.split('/').at(-1)! })
    .first();
  await option.waitFor({ state: 'attached' });
  await openFile(box, file);
  await box.getByRole('tab', { name: file.split('/').at(-1)! }).waitFor();
};
export const holds = (box: Locator, text: string): Promise<void> =>
  box.locator('.cm-content').filter({ hasText: text }).waitFor();
export const question = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('region', { name });

/** Puts a record there. */
export const plant = (page: Page, record: object, table = 'files'): Promise<void> =>
  page.evaluate(
    ([record, table]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('tasque:/');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const tx = opening.result.transaction(table, 'readwrite');
          tx.objectStore(table).put(record);
          tx.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    [record, table] as const,
  );
/** The same as if another tab had done it, which tells of it. */
export async function plantElsewhere(page: Page, record: { box: string }): Promise<void> {
  await plant(page, record);
  await page.evaluate((news) => new BroadcastChannel('tasque:/').postMessage(news), {
    box: record.box,
  });
}
export const until = async (what: () => Promise<boolean>): Promise<void> =>
  expect.poll(what, { timeout: 120_000 }).toBe(true);
export const kept = (page: Page, file: string, text: string): Promise<void> =>
  until(async () =>
    (await records(page, 'files')).some((one) => one.file === file && one.text === text),
  );

export const linkTo = (box: string, edits: Record<string, string>, path = CHAPTER): string =>
  `${path}#code=${deflateRawSync(JSON.stringify({ box, edits })).toString('base64url')}`;
