// The library as it is at the end of a chapter, and the reader's own.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { ladderOnDisk } from '../../src/steps/disk.ts';
import { violations } from './axe.ts';
import { onPage, useBrowser } from './site.ts';

useBrowser();

const STAGE = 'part-3-task-loop';
const ladder = await ladderOnDisk(STAGE);
/** Steps 2 and 3. */
const CHAPTER = `/${STAGE}/a-call-that-can-be-taken-back/`;

test('the code so far: the library after the chapter’s last step, what is new in it marked and told, also without a script', () =>
  onPage(CHAPTER, { javaScriptEnabled: false }, async (page) => {
    await page.getByRole('link', { name: 'The code so far' }).click();
    for (const [name, text] of Object.entries(ladder.filesAt(3))) {
      const shown = page.getByRole('region', {
        name: `src/${name}`,
        exact: true,
        includeHidden: true,
      });
      const lines = (await shown.textContent())!.replace(/New: | As before: /g, '');
      expect(lines, name).toBe(text.trimEnd());
    }
    const before = ladder.filesAt(1)['task-loop.ts']!.split('\n');
    const loop = page.getByRole('region', { name: 'src/task-loop.ts', exact: true });
    const added = await loop.locator('ins').allTextContents();
    expect(added.length).toBeGreaterThan(0);
    const kept = ladder.filesAt(3)['task-loop.ts']!.split('\n');
    for (const line of added) kept.splice(kept.indexOf(line), 1);
    expect(kept.filter((line) => !before.includes(line))).toEqual([]);
    expect((await loop.textContent())!.match(/New: /g)!.length).toBe(
      (await loop.textContent())!.match(/ As before: /g)!.length,
    );
    const bell = page.getByRole('region', { name: 'src/threads/bell.ts', includeHidden: true });
    expect(await bell.isVisible()).toBe(false); // as before
  }));

test('the code so far opens in the lab, which asks first where there is something of the reader’s own', () =>
  onPage(`${CHAPTER}code-so-far/`, {}, async (page) => {
    expect(await violations(page)).toEqual([]);
    const open = page.getByRole('link', { name: 'Open in the lab' });
    const address = (await open.getAttribute('href'))!;
    await open.click();
    const lab = page.locator('tasque-lab');
    await lab
      .locator('.status', { hasText: 'the library after step 3, “One bad callback”' })
      .waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(await libraryIn(page)).toEqual(ladder.filesAt(3));
    await page.goto(
      new URL(address.replace(/state=[^#]+/, 'state=01-call-it-later'), inject('site')).href,
    );
    await lab.getByRole('button', { name: 'Keep what is here' }).click();
    expect(await libraryIn(page)).toEqual(ladder.filesAt(3));
  }));

/** The library as the lab keeps it. */
async function libraryIn(page: Page): Promise<Record<string, string>> {
  const kept = await keptIn(page, `lab/${STAGE}`);
  const files = Object.fromEntries(
    Object.keys({ ...ladder.filesAt(ladder.steps.length) }).map((name) => [
      name,
      readFileSync(`code/${STAGE}/src/${name}`, 'utf8'),
    ]),
  );
  for (const { file, text } of kept)
    if (text === null) delete files[file.slice('src/'.length)];
    else files[file.slice('src/'.length)] = text;
  return files;
}

/** What this browser keeps of a box, once it is written. */
async function keptIn(page: Page, box: string): Promise<{ file: string; text: string | null }[]> {
  return page.evaluate(async (box) => {
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
