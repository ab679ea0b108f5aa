import { expect, test } from 'vitest';
import { highlight } from '../../src/book/highlight.ts';

const method = 'push(item: T): void {\n  this.list = item;\n}';

test('one span a line, tokens by class and not by style', async () => {
  const html = await highlight("const a = 'b';\n\nf(a); // c");
  expect(html.split('\n').map((line) => line.startsWith('<span class="line">'))).toEqual([true, true, true]);
  expect(html).toContain('<span class="tok-keyword">const</span>');
  expect(html).toContain('<span class="tok-function">f</span>');
  expect(html).not.toMatch(/style=|<span>/);
});

test('a method is known for one by the class that it stands in', async () => {
  expect(await highlight(method, { before: 'class A<T> {' })).toContain('<span class="tok-constant"> void</span>');
  expect(await highlight(method)).not.toContain('tok-constant"> void');
});

test('lines that contain the mark are marked, and no others', async () => {
  const lines = (await highlight(method, { mark: 'this.list' })).split('\n');
  expect(lines.map((line) => line.includes('marked'))).toEqual([false, true, false]);
});

test('a mark that marks nothing is an author’s mistake', async () => {
  await expect(highlight(method, { mark: 'that.list' })).rejects.toThrow('mark="that.list" marks nothing');
});
