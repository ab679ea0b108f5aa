// What axe finds in a page as it is, in both themes.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * Asks everything once, and what depends on the colours in the other theme too.
 * @param within A selector: only what is in there.
 * @param options.themes False if what is here is seen in both themes elsewhere.
 * @returns What is wrong, and in which theme.
 */
export async function violations(
  page: Page,
  within?: string,
  { themes = true } = {},
): Promise<unknown[]> {
  const found: unknown[] = [];
  const ask = async (theme: string, rules?: string[]): Promise<void> => {
    // legacy: what is right isn't carried out of the page, which takes longer than to find what isn't.
    // It leaves out frames of other origins, and ours show nothing
    const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
    if (within) axe.include(within);
    if (rules) axe.withRules(rules);
    for (const { id, nodes } of (await axe.analyze()).violations)
      found.push([theme, id, nodes.map(({ html }) => html)]);
  };
  await ask('light');
  if (!themes) return found;
  await page.emulateMedia({ colorScheme: 'dark' });
  await ask('dark', ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}
