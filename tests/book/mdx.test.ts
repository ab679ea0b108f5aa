// MDX is read as its parser reads it, and what it cannot read has a place.
import { expect, test } from 'vitest';
import { elementsIn, readMdx, replaceElements, shows } from '../../src/book/mdx.ts';

const TEXT = `---
title: "A title: with a colon"
python:
  yield*: await
---

A <Term of="done callback">word</Term> in 𝒳, \`<Snippet of="no" />\`, <a href='../x/'>the <b>lab</b></a>.

<Figure of="q > r">
Two lines,
with <Term>another</Term>.
</Figure>

\`\`\`mdx
<Program of="no.ts" />
\`\`\`

<Program of="a.ts" timeline times={3} order={[-1, 'b', { c: null, 'd e': true }]} text={\`f\`} />
`;
const mdx = readMdx(TEXT, 'content/a.mdx');

test('front matter is YAML', () => {
  expect(mdx.frontMatter).toEqual({
    title: 'A title: with a colon',
    python: { 'yield*': 'await' },
  });
  expect(readMdx('No front matter.', 'content/a.mdx').frontMatter).toEqual({});
});

test('elements have names, lines, attributes, and what stands between their tags; code has none', () => {
  expect(
    elementsIn(mdx).map(({ name, line, attributes, inside }) => [
      name,
      line,
      attributes,
      TEXT.slice(inside.start, inside.end),
    ]),
  ).toEqual([
    ['Term', 7, { of: 'done callback' }, 'word'],
    ['a', 7, { href: '../x/' }, 'the <b>lab</b>'],
    ['b', 7, {}, 'lab'],
    ['Figure', 9, { of: 'q > r' }, 'Two lines,\nwith <Term>another</Term>.'],
    ['Term', 11, {}, 'another'],
    [
      'Program',
      18,
      {
        of: 'a.ts',
        timeline: true,
        times: 3,
        order: [-1, 'b', { c: null, 'd e': true }],
        text: 'f',
      },
      '',
    ],
  ]);
});

test('each element is replaced, from the inside out, and nothing else', async () => {
  const replaced = await replaceElements(mdx, ({ name }, inside) => `(${name}: ${inside})`);
  expect(replaced).toBe(`

A (Term: word) in 𝒳, \`<Snippet of="no" />\`, (a: the (b: lab)).

(Figure: Two lines,
with (Term: another).)

\`\`\`mdx
<Program of="no.ts" />
\`\`\`

(Program: )
`);
});

test.each([
  ['a tag is not closed', 'One\n\ntwo <Term>x', '3:5: Expected a closing tag for `<Term>`'],
  ['a brace is not closed', 'One {two', '1:5: Unexpected end of file in expression'],
  ['a bare <', '---\ntitle: a\n---\n\nx <3', '5:3: Unexpected character after `<`'],
  ['no YAML', '---\ntitle: a\nb: [c\n---\n', '4:1: '],
  ['a value to be computed', 'x\n\n<P n={1 + m} />', '3:1: <P> n={1 + m} is not a literal'],
  ['a name to be computed', '<P n={{ [a]: 1 }} />', '1:1: <P> n={{ [a]: 1 }} is not a literal'],
  ['a call', 'an <P n={f()} />', '1:4: <P> n={f()} is not a literal'],
  ['a spread', '<P {...all} />', '1:1: <P> write attributes one by one, not as {...all}'],
])('%s: an author error with its place', (_, text, told) => {
  expect(() => readMdx(text, 'content/a.mdx')).toThrow(
    expect.objectContaining({
      name: 'AuthorError',
      message: expect.stringContaining(`content/a.mdx:${told}`),
    }),
  );
});

test.each([
  ['<Program of="one/programs/a.ts" />', 'program'],
  ['<Anything of="one/programs/a.ts" />', 'program'],
  ['<Exercise of="one/exercises/a" />', 'exercise'],
  ['<Snippet of="one/programs/a.ts" />', undefined],
  ['<Snippet of="one/exercises/a/solution.ts" />', undefined],
  ['<Changed from="one/programs/a.ts" to="one/programs/b.ts" />', undefined],
  ['<Term of="programs">A</Term>', undefined],
])('what a reader can run in %s: %s', (text, what) => {
  expect(elementsIn(readMdx(text, 'a.mdx')).map(shows)).toEqual([what]);
});
