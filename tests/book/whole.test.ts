// Nothing is missing: the book as a whole against the code that it is about.
import { describe, expect, test } from 'vitest';
import { asyncioMap } from '../../src/book/asyncio-map.ts';
import { partWith } from '../../src/book/parts.ts';
import { parts, stages } from '../../src/book/stages.ts';
import { readMdx } from '../../src/book/mdx.ts';
import { lacksOf } from '../../src/author/rules.ts';
import { chapters, components, named, showing } from './components.ts';
import { readText } from '../../src/plain-text.ts';
import { paths } from '../paths.ts';

const textOf = (file: string): string => readText(file);
const exported = (stage: string): string[] => {
  const index = textOf(`code/${stage}/src/index.ts`);
  const listed = [...index.matchAll(/export (?:type )?\{([^}]+)\}/g)].flatMap(([, names]) =>
    names!
      .split(',')
      .map((name) => name.replace('type ', '').trim())
      .filter(Boolean),
  );
  const whole = [...index.matchAll(/export \* from '\.\/(.+)'/g)].flatMap(([, file]) =>
    [...textOf(`code/${stage}/src/${file}`).matchAll(/^export class (\w+)/gm)].map(
      ([, name]) => name!,
    ),
  );
  return [...listed, ...whole];
};
const prose = [...chapters.values()].map(({ text }) => text).join('\n');
const shown = showing('program').map(({ props }) => props.of!);

test('no chapter is a draft', () => {
  expect([...chapters].filter(([, { frontMatter }]) => frontMatter.draft)).toEqual([]);
});

test('every stage says what it is', () => {
  expect(stages.toSorted()).toEqual(
    paths('code/*/')
      .map((folder) => folder.split('/')[1])
      .sort(),
  );
});

test('parts and their chapters are numbered without gaps, from 1; what comes first is 0', () => {
  expect(parts.flatMap(({ number }) => number ?? [])).toEqual(stages.map((_, at) => at + 1));
  const counts = Map.groupBy(chapters, ([id]) => partWith(parts, id));
  expect(counts.size).toBe(parts.length);
  for (const [part, all] of counts)
    expect(
      all.map(([, { frontMatter }]) => Number(frontMatter.chapter)).sort((a, b) => a - b),
      part.name,
    ).toEqual(all.map((_, at) => (part === parts[0] ? at : at + 1)));
});

test('every program stands in a chapter, and once on its page', () => {
  const all = paths('code/*/programs/*.ts').map((file) => file.slice('code/'.length));
  expect(all.filter((of) => !shown.includes(of))).toEqual([]);
  const places = showing('program').map(({ chapter, props }) => `${chapter}: ${props.of}`);
  expect(places.filter((place, at) => places.indexOf(place) !== at)).toEqual([]);
});

test('every prop plays a part in a program or an exercise', () => {
  const texts = paths('code/*/{programs,exercises/*}/*.ts').map(
    (file) => [file.split('/')[1]!, textOf(file)] as const,
  );
  const idle = paths('code/*/props/**/*.ts').filter((file) => {
    const [, stage, ...rest] = file.split('/');
    const name = new RegExp(`'(\\.\\./)+${rest.join('/').replaceAll('.', '\\.')}'`);
    return !texts.some(([other, text]) => other === stage && name.test(text));
  });
  expect(idle).toEqual([]);
});

test('every exercise stands in exactly one chapter', () => {
  const all = paths('code/*/exercises/*/').map((folder) => folder.slice('code/'.length));
  expect(
    showing('exercise')
      .map(({ props }) => props.of)
      .sort(),
  ).toEqual(all);
});

describe.each(stages)('%s', (stage) => {
  test.each(exported(stage))('%s is shown or named in some chapter', (name) => {
    const shows = ({ props }: { props: Record<string, string> }): boolean =>
      props.symbol?.split('.')[0] === name;
    if (!components.some(shows))
      expect(prose).toMatch(new RegExp(`\`[^\`\n]*\\b${name}\\b[^\`\n]*\``));
  });
  test.each(exported(stage))('%s is on the map to asyncio', (name) => {
    const names = asyncioMap.flatMap(({ rows }) => rows.flatMap(([ours]) => ours.split(', ')));
    expect(names).toContain(name);
  });
});

test.each([...chapters].filter(([id]) => partWith(parts, id).stage))(
  '%s keeps the rules of docs/rules.md',
  async (_id, mdx) => {
    expect(await lacksOf(mdx)).toEqual([]);
  },
);

test('each line in CPython that is known is referred to', () => {
  const used = new Set(named('Asyncio').map(({ props }) => props.of));
  expect(
    Object.keys(JSON.parse(textOf('content/cpython.json'))).filter((name) => !used.has(name)),
  ).toEqual([]);
});

test.each(paths('content/glossary/*.md'))(
  '%s is used, and marked in the chapter that introduces it',
  (file) => {
    const {
      term,
      also = [],
      chapter,
    } = readMdx(textOf(file), file).frontMatter as {
      term: string;
      also?: string[];
      chapter: string;
    };
    const forms = [file.split('/').at(-1)!.slice(0, -'.md'.length), term, ...also].map((form) =>
      form.toLowerCase(),
    );
    const uses = named('Term').filter(({ props, text }) =>
      forms.includes((props.of ?? text).toLowerCase()),
    );
    expect(uses.map(({ chapter }) => chapter)).toContain(chapter);
  },
);

test('every figure is in a chapter', () => {
  const used = new Set(named('Figure').map(({ props }) => props.of));
  expect(
    paths('src/figures/*.astro')
      .map((file) => file.split('/').at(-1)!.slice(0, -'.astro'.length))
      .filter((name) => !used.has(name)),
  ).toEqual([]);
});
