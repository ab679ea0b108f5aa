// What the tests of the lab do to it.
import { readFileSync } from 'node:fs';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { ended, onPage, retype, seenIn } from './site.ts';

export const STAGE = 'part-3-task-loop';
export const LAB = `/lab/${STAGE}/`;
export const source = (file: string, stage = STAGE): string =>
  readFileSync(`code/${stage}/${file}`, 'utf8');
export const BROKEN_QUEUE = source('src/ready-queue.ts').replace(
  'this.#head = (this.#head + 1)',
  'this.#head = (this.#head + 0)',
);
export const LIFO_QUEUE =
  'export class ReadyQueue<T> {\n  #items: T[] = [];\n  get length() { return this.#items.length; }\n  push(item: T) { this.#items.push(item); }\n  shift() { return this.#items.pop(); }\n  clear() { this.#items = []; }\n}';

/** Comes near, as a pointer does. */
export const come = (page: Page): Promise<void> =>
  page.locator('tasque-lab:defined').dispatchEvent('pointerenter');
/** With its editor, which comes once a reader is near. */
export const opened = async (page: Page): Promise<Locator> => {
  const lab = page.locator('tasque-lab');
  await come(page);
  await lab.locator('.cm-content').waitFor();
  return lab;
};
export const onLab = (
  work: (lab: Locator, page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
  before?: (page: Page) => Promise<unknown>,
): Promise<void> => onPage(LAB, options, async (page) => work(await opened(page), page), before);

export const item = (lab: Locator, name: string): Locator =>
  lab.getByRole('treeitem', { name, exact: true });
export const tab = (lab: Locator, name: string): Locator =>
  lab.locator('.edit').getByRole('tab', { name, exact: true });
export const shown = (lab: Locator): Locator =>
  lab.locator('.edit').getByRole('tab', { selected: true });
export const button = (lab: Locator, name: string): Locator =>
  lab.getByRole('button', { name, exact: true });
export const choose = async (lab: Locator, file: string): Promise<void> =>
  void (await lab.getByRole('combobox', { name: 'What to run' }).selectOption(file));
export const code = async (lab: Locator): Promise<string> =>
  (await lab.locator('.cm-line').allTextContents()).join('\n');
export const side = (lab: Locator): Locator => lab.locator('.side');
export const status = (lab: Locator): Promise<string> => seenIn(side(lab).locator('.status'));
export const told = (lab: Locator): Promise<string | null> => lab.locator('.told').textContent();
export const focused = (page: Page): Promise<string | null> =>
  page.evaluate(
    () => document.activeElement!.getAttribute('aria-label') ?? document.activeElement!.textContent,
  );

/** Opens a file by the tree. */
export async function open(lab: Locator, file: string): Promise<void> {
  const names = file.split('/');
  for (const folder of names.slice(0, -1))
    if ((await item(lab, folder).getAttribute('aria-expanded')) === 'false')
      await item(lab, folder).click();
  await lab.locator(`[data-file="${file}"]`).click();
  await shown(lab)
    .filter({ hasText: names.at(-1)! })
    .waitFor();
}

export async function edit(lab: Locator, file: string, text: string): Promise<void> {
  await open(lab, file);
  await retype(lab.getByRole('textbox'), text);
}

export async function run(lab: Locator, name = 'Run'): Promise<string> {
  await button(lab, name).click();
  return ended(side(lab));
}
