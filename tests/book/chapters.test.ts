// What chapters show exists. The build fails on the same mistakes; this says it in a second, and for all chapters at once.
import { globSync, readFileSync } from 'node:fs';
import { mdxToMdast } from 'satteri';
import { expect, test } from 'vitest';
import { cut } from '../../src/book/cut.ts';
import { program } from '../../src/book/programs.ts';
import { readSource } from '../../src/book/sources.ts';

interface Component {
  name: string;
  at: string;
  props: Record<string, string>;
}

function componentsIn(file: string): Component[] {
  const found: Component[] = [];
  const visit = (node: any): void => {
    if (/^mdxJsx/.test(node.type) && node.name)
      found.push({
        name: node.name,
        at: `${file}:${node.position?.start.line}`,
        props: Object.fromEntries(node.attributes.map(({ name, value }: { name: string; value: string }) => [name, value])),
      });
    node.children?.forEach(visit);
  };
  visit(mdxToMdast(readFileSync(file, 'utf8'), { features: { frontmatter: true } }));
  return found;
}

const components = globSync('content/**/*.mdx').sort().flatMap(componentsIn);
const snippets = components.filter(({ name }) => name === 'Snippet');
const changed = components.filter(({ name }) => name === 'Changed');
const shown = components.filter(({ name }) => name === 'Program');

test('chapters show listings and programs', () => {
  expect(snippets.length).toBeGreaterThan(0);
  expect(shown.length).toBeGreaterThan(0);
});

test.each(snippets)('$at shows $props.of $props.symbol', ({ props }) => {
  expect(cut(readSource(props.of!), props.of!, props).code).not.toBe('');
});

test.each(changed)('$at shows what changed from $props.from to $props.to', ({ props: { from, to, symbol, was = symbol } }) => {
  expect(cut(readSource(from!), from!, { symbol: was }).code).not.toBe(cut(readSource(to!), to!, { symbol }).code);
});

test.each(shown)('$at runs $props.of', ({ props }) => {
  expect(program(props.of!).output).not.toBe('');
});
