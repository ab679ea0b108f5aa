// What a forker does on the site: zips, StackBlitz, a version of their own.
import { unzipSync, strFromU8 } from 'fflate';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { FORKS } from '../../src/book/stages.ts';
import { edit, menuOf, onPage, records, retype, useBrowser } from './site.ts';

useBrowser();

async function saved(
  page: Page,
  by: Locator,
): Promise<{ name: string; files: Record<string, string> }> {
  const [download] = await Promise.all([page.waitForEvent('download'), by.click()]);
  const entries = Object.entries(unzipSync(new Uint8Array(readFileSync(await download.path()))));
  return {
    name: download.suggestedFilename(),
    files: Object.fromEntries(entries.map(([file, bytes]) => [file, strFromU8(bytes)])),
  };
}

test('from any chapter two clicks lead to a zip', () =>
  onPage('/part-3-task-loop/guards/', {}, async (page) => {
    await page.getByRole('link', { name: 'Take home' }).click();
    const stage = page.locator('take-home[data-fork=part-3-task-loop]');
    expect(await stage.isVisible()).toBe(true);
    const { name, files } = await saved(
      page,
      stage.getByRole('link', { name: 'Download the zip' }),
    );
    expect(name).toBe('part-3-task-loop.zip');
    expect(files['part-3-task-loop/src/task-loop.ts']).toBe(
      readFileSync('code/part-3-task-loop/src/task-loop.ts', 'utf8'),
    );
  }));

test.each(FORKS)(
  '$name: StackBlitz gets all files, and is asked for nothing before',
  async ({ name }) => {
    const posted = Promise.withResolvers<{ url: string; body: string; type: string }>();
    await onPage('/fork/', {}, async (page) => {
      const asked: string[] = [];
      await page.context().route(/stackblitz/, async (route) => {
        const request = route.request();
        asked.push(request.url());
        posted.resolve({
          url: request.url(),
          body: request.postData() ?? '',
          type: request.headers()['content-type']!,
        });
        await route.fulfill({ body: 'StackBlitz is not here', contentType: 'text/plain' });
      });
      expect(asked).toEqual([]);
      await page
        .locator(`take-home[data-fork="${name}"]`)
        .getByRole('button', { name: 'Open in StackBlitz' })
        .click();
      const { url, body } = await posted.promise;
      expect(url).toMatch(/^https:\/\/stackblitz\.com\/run\b/);
      const fields = new URLSearchParams(body);
      expect(fields.get('project[template]')).toBe('node');
      const files = (await (
        await page.request.get(`${new URL(page.url()).origin}/fork/${name}.json`)
      ).json()) as Record<string, string>;
      expect(Object.keys(files).length).toBeGreaterThan(10);
      for (const [file, text] of Object.entries(files))
        expect(fields.get(`project[files][${file}]`)?.replaceAll('\r\n', '\n'), file).toBe(text);
    });
  },
);

test('a program goes home as its reader has changed it, and is what starts there', () =>
  onPage('/part-3-task-loop/a-queue-of-callbacks/', {}, async (page) => {
    const box = page.getByRole('region', { name: 'callbacks-in-order.ts', exact: true });
    await edit(box, 'console.log("mine");');
    const { name, files } = await saved(
      page,
      (await menuOf(box)).getByRole('button', { name: 'Download' }),
    );
    expect(name).toBe('part-3-task-loop-mine.zip');
    expect(files['part-3-task-loop-mine/programs/callbacks-in-order.ts']).toBe(
      'console.log("mine");\n',
    );
    expect(JSON.parse(files['part-3-task-loop-mine/package.json']!).scripts.start).toBe(
      'node programs/callbacks-in-order.ts',
    );
    expect(await box.locator('.status').textContent()).toContain('with your changes');
  }));

test('so does a stage out of the lab', () =>
  onPage('/lab/part-2-futures/#src/future.ts', {}, async (page) => {
    await page.getByRole('tab', { name: 'future.ts' }).waitFor();
    await retype(page.locator('.cm-content'), '// mine');
    const menu = await menuOf(page.locator('tasque-lab'));
    const { files } = await saved(page, menu.getByRole('button', { name: 'Download' }));
    expect(files['part-2-futures-mine/src/future.ts']).toBe('// mine\n');
    expect(files['part-2-futures-mine/src/task.ts']).toBe(
      readFileSync('code/part-2-futures/src/task.ts', 'utf8'),
    );
  }));

test('what cannot be loaded is said', () =>
  onPage('/fork/', {}, async (page) => {
    await page.route('**/fork/*.json', (route) => route.abort());
    await page.getByRole('button', { name: 'Open in StackBlitz' }).first().click();
    await page.getByText('We couldn’t load the files.').waitFor();
  }));

test('what was built is ticked off, and stays so; a command is copied', () =>
  onPage('/fork/', { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    const starter = page.locator('take-home[data-fork=part-3-task-loop-starter]');
    await starter.getByRole('button', { name: 'Copy' }).click();
    await starter.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'npm run fork -- --starter part-3-task-loop ../my-task-loop',
    );
    expect(await page.getByText('In a clone of').count()).toBe(1);
    expect(await page.getByRole('link', { name: 'this book’s source' }).getAttribute('href')).toBe(
      'https://github.com/example/tasque',
    );
    const box = page.getByRole('checkbox', { name: 'Call it later' });
    await box.check();
    await page.reload();
    await expect.poll(() => box.isChecked(), { timeout: 120_000 }).toBe(true);
    await box.uncheck();
    await expect.poll(() => records(page, 'marks')).toEqual([]); // it is written
    await page.reload();
    await page.waitForTimeout(500); // to be ticked would want a moment
    expect(await box.isChecked()).toBe(false);
  }));

test('without JavaScript there are zips and commands', () =>
  onPage('/fork/', { javaScriptEnabled: false }, async (page) => {
    expect(await page.getByRole('link', { name: 'Download the zip' }).count()).toBe(FORKS.length);
    expect(await page.getByRole('button').count()).toBe(0);
    await page.getByText('npm run fork -- --starter part-3-task-loop ../my-task-loop').waitFor();
  }));

test('it fits a phone', () =>
  onPage('/fork/', { viewport: { width: 390, height: 844 } }, async (page) => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
  }));
