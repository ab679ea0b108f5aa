// Tables of a chapter that may scroll on a phone take the focus there, and have a name.
import { expect, test } from 'vitest';
import { scrollTables } from '../../src/book/tables.ts';

test.each([
  [
    '<table><thead><tr><th>A</th><th scope="col"><code>b&lt;T&gt;</code></th></tr></thead></table>',
    'Table: A, b&lt;T&gt;',
  ],
  ['<table><tbody><tr><td>1</td></tr></tbody></table>', 'Table'],
  ['<table><thead><tr><th></th><th>Say "x"</th></tr></thead></table>', 'Table: Say &quot;x&quot;'],
])('%s', (table, name) =>
  expect(scrollTables(`<p>x</p>${table}<p>y</p>${table}`)).toBe(
    ['<p>x</p>', '<p>y</p>'].map((p) => `${p}<div class="scrolls" role="region" tabindex="0" aria-label="${name}">${table}</div>`).join(''), // prettier-ignore
  ),
);

test('a component’s own table is left alone', () =>
  expect(scrollTables('<table class="names"><tr></tr></table>')).toBe(
    '<table class="names"><tr></tr></table>',
  ));
