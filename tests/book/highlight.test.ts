import { expect, test, vi } from 'vitest';
import { highlight } from '../../src/book/highlight.ts';
import { tokensOf } from '../../src/components/timeline/colour.ts';

const method = 'push(item: T): void {\n  this.list = item;\n}';

test('one span a line, tokens by class and not by style', async () => {
  const html = await highlight("const a = 'b';\n\nf(a); // c");
  expect(html.split('\n').map((line) => line.startsWith('<span class="line">'))).toEqual([
    true,
    true,
    true,
  ]);
  expect(html).toContain('<span class="tok-keyword">const</span>');
  expect(html).toContain('<span class="tok-function">f</span>');
  expect(html).not.toMatch(/style=|<span>/);
});

test('a line tells its indent, and its blanks stand apart, so that it can go on further in', async () => {
  const [, second] = (await highlight('if (a) {\n  loop.runUntilComplete(broken());')).split('\n');
  expect(second).toMatch(/^<span class="line" style="--in:2"><span class="in"> {2}<\/span>loop/);
  expect(second!.match(/<wbr>/g)).toHaveLength(2);
  expect(second!.replace(/<[^>]+>/g, '')).toBe('  loop.runUntilComplete(broken());');
});

test('a yield with nothing after it is a keyword, in the colours that the page itself gives', () => {
  const code = 'function* f(yields: string) {\n  yield;\n  const a = yield;\n  o.yield(yields);\n}';
  const words = tokensOf(code).flat().filter(([text]) => text.includes('yield')); // prettier-ignore
  expect(words.map(([text, kind]) => [text.trim(), kind])).toEqual([
    ['yields', ''],
    ['yield', 'tok-keyword'],
    ['yield', 'tok-keyword'],
    ['yield', 'tok-function'],
    ['yields', ''],
  ]);
});

test('a method is known for one by the class that it stands in', async () => {
  expect(await highlight(method, { before: 'class A<T> {' })).toContain(
    '<span class="tok-constant"> void</span>',
  );
  expect(await highlight(method)).not.toContain('tok-constant"> void');
});

test('lines that contain the mark are marked, and no others', async () => {
  const lines = (await highlight(method, { mark: 'this.list' })).split('\n');
  expect(lines.map((line) => line.includes('marked'))).toEqual([false, true, false]);
});

test('a mark that marks nothing is an author’s mistake', async () => {
  await expect(highlight(method, { mark: 'that.list' })).rejects.toThrow(
    'mark="that.list" marks nothing',
  );
});

test('on a machine where every look at the clock finds a minute gone, the colours are the same', async () => {
  vi.resetModules(); // nothing of the grammar is compiled, and nothing made is known
  vi.doMock('../../src/book/cached.ts', () => ({
    cached: (_: unknown, { make }: { make: () => unknown }) => make(),
  }));
  const { highlight: fresh } = await import('../../src/book/highlight.ts');
  const code = `import { TaskLoop } from '../src/index.ts';\n\n${method}`;
  const types = [{ line: 0, from: 9, to: 17, text: 'class TaskLoop' }];
  let now = Date.now();
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => (now += 60_000));
  try {
    expect(await fresh(code, { types })).toBe(await highlight(code, { types }));
    expect(await fresh(method, { before: 'class A<T> {' })).toBe(
      await highlight(method, { before: 'class A<T> {' }),
    );
  } finally {
    clock.mockRestore();
    vi.doUnmock('../../src/book/cached.ts');
  }
});
