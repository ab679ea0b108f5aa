// What tests of a reader's own library do on its page.
import type { Locator, Page } from 'playwright-core';
import type { Ladder } from '../../src/steps/ladder.ts';
import { retype, seenIn } from './site.ts';

/** What this browser keeps of a box, once it is written. */
export async function keptIn(
  page: Page,
  box: string,
): Promise<{ file: string; text: string | null }[]> {
  return page.evaluate(async (box) => {
    // to open one that isn't there would make it
    if (!(await indexedDB.databases()).some(({ name }) => name === 'tasque:/')) return [];
    const { resolve, promise } = Promise.withResolvers<IDBDatabase>();
    const request = indexedDB.open('tasque:/');
    request.onsuccess = () => resolve(request.result);
    const db = await promise;
    try {
      return await new Promise((resolve) => {
        const all = db
          .transaction('files')
          .objectStore('files')
          .getAll(IDBKeyRange.bound([box], [box, []]));
        all.onsuccess = () => resolve(all.result);
      });
    } finally {
      db.close();
    }
  }, box);
}

export const own = (page: Page): Locator => page.locator('own-loop');
export const build = async (page: Page, folder: string): Promise<void> => {
  await page.locator(`[data-build="${folder}"]`).click();
  await own(page).locator('.cm-content').waitFor();
};
/** Tests the step; gives what the bar says of it. */
export const verdict = async (page: Page): Promise<string> => {
  await own(page).getByRole('button', { name: 'Test this step' }).click();
  const status = own(page).locator('.status');
  await status.filter({ hasText: /^[✓✗]/ }).waitFor();
  return seenIn(status);
};
export const write = async (page: Page, file: string, code: string): Promise<void> => {
  await own(page)
    .getByRole('tab', { name: new RegExp(`^${file}`) })
    .click();
  await retype(own(page).getByRole('textbox', { name: file }), code);
};
/** The reader's own library as it is kept: by name from `src/`. */
export async function mineIn(
  page: Page,
  stage: string,
  ladder: Ladder,
): Promise<Record<string, string>> {
  const files: Record<string, string> = ladder.filesAt(0);
  for (const { file, text } of await keptIn(page, `mine/${stage}`))
    if (text === null) delete files[file.slice('src/'.length)];
    else files[file.slice('src/'.length)] = text;
  return files;
}
