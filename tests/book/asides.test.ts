// Which sections of a chapter are folded, and how far they reach.
import { expect, test } from 'vitest';
import { foldAsides } from '../../src/book/asides.ts';

const folded = (section: string): string =>
  `<details class="on-the-side wide"><summary>${section.replace('|', '</summary>TOP')}</details>`;

test('from their headings to the next one', () => {
  const asyncio = '<h2 id="what-asyncio-really-does">What asyncio <em>really</em> does</h2>|<p>A</p><h3 id="x">B</h3>'; // prettier-ignore
  const browser = '<h2 class="a" id="what-your-browser-does">What</h2>|<p>C</p>';
  const [before, after] = ['<h2 id="one">One</h2><p>D</p>', '<h2 id="in-three-lines">E</h2><ul></ul>']; // prettier-ignore
  expect(
    foldAsides(before + asyncio.replace('|', '') + browser.replace('|', '') + after, 'TOP'),
  ).toBe(before + folded(asyncio) + folded(browser) + after);
  expect(foldAsides(before + asyncio.replace('|', ''), 'TOP')).toBe(before + folded(asyncio));
});

test('nothing else is', () => {
  const html = '<h2 id="what-asyncio-does">What</h2><p id="what-asyncio-really-does">A</p>';
  expect(foldAsides(html, 'TOP')).toBe(html);
});
