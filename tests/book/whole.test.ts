// Nothing is missing: the book as a whole against the code that it is about.
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { asyncioMap } from '../../src/book/asyncio-map.ts';
import { chapterFiles, components, idOf, named } from './components.ts';

const STAGES = globSync('code/*/')
  .map((folder) => folder.split('/')[1]!)
  .sort();
const textOf = (file: string): string => readFileSync(file, 'utf8');
const frontMatter = (file: string): Record<string, string> =>
  Object.fromEntries([.../^---\n([^]*?)\n---/.exec(textOf(file))![1]!.matchAll(/^(\w+): (.*)$/gm)].map(([, key, value]) => [key, value]));
const exported = (stage: string): string[] => {
  const index = textOf(`code/${stage}/src/index.ts`);
  const listed = [...index.matchAll(/export (?:type )?\{([^}]+)\}/g)].flatMap(([, names]) =>
    names!
      .split(',')
      .map((name) => name.replace('type ', '').trim())
      .filter(Boolean),
  );
  const whole = [...index.matchAll(/export \* from '\.\/(.+)'/g)].flatMap(([, file]) =>
    [...textOf(`code/${stage}/src/${file}`).matchAll(/^export class (\w+)/gm)].map(([, name]) => name!),
  );
  return [...listed, ...whole];
};
const prose = chapterFiles.map(textOf).join('\n');
const shown = named('Program', 'Predict').map(({ props }) => props.of!);

test('no chapter is a draft', () => {
  expect(chapterFiles.filter((file) => frontMatter(file).draft === 'true')).toEqual([]);
});

test('chapters are numbered without gaps, each part from 1', () => {
  const numbers = chapterFiles.map((file) => frontMatter(file)).map(({ part, chapter }) => `${part}.${chapter}`);
  const counts = Map.groupBy(numbers, (number) => number.split('.')[0]!);
  expect([...counts.keys()].sort()).toEqual(['0', '1', '2', '3', '4']);
  for (const [part, all] of counts) expect(all.map((number) => Number(number.split('.')[1])).sort((a, b) => a - b)).toEqual(all.map((_, at) => (part === '0' ? at : at + 1)));
});

test('every program stands in a chapter, and once on its page', () => {
  const all = globSync('code/*/programs/*.ts').map((file) => file.slice('code/'.length));
  expect(all.filter((of) => !shown.includes(of))).toEqual([]);
  const places = named('Program', 'Predict').map(({ chapter, props }) => `${chapter}: ${props.of}`);
  expect(places.filter((place, at) => places.indexOf(place) !== at)).toEqual([]);
});

test('every exercise stands in exactly one chapter', () => {
  const all = globSync('code/*/exercises/*/')
    .map((folder) => folder.replace(/\/$/, '').slice('code/'.length))
    .sort();
  expect(
    named('Exercise')
      .map(({ props }) => props.of)
      .sort(),
  ).toEqual(all);
});

describe.each(STAGES)('%s', (stage) => {
  test.each(exported(stage))('%s is shown or named in some chapter', (name) => {
    expect(prose).toMatch(new RegExp(`(\`[^\`\n]*\\b${name}\\b[^\`\n]*\`|symbol="${name}\\b)`));
  });
  test.each(exported(stage))('%s is on the map to asyncio', (name) => {
    const names = asyncioMap.flatMap(({ rows }) => rows.flatMap(([ours]) => ours.split(', ')));
    expect(names).toContain(name);
  });
});

describe.each(chapterFiles.filter((file) => /^content\/part-/.test(file)))('%s', (file) => {
  const text = textOf(file);
  const body = text.replace(/^---\n[^]*?\n---\n/, '');
  test('begins with something to run', () => {
    const first = body.search(/<(Program|Predict) /);
    expect(first).toBeGreaterThanOrEqual(0);
    expect(body.slice(0, first).split(/\s+/).length).toBeLessThan(220);
  });
  test('says what asyncio really does, with the line where it does it', () => {
    expect(text).toContain('\n## What asyncio really does\n');
    expect(named('Asyncio').some(({ chapter }) => chapter === idOf(file))).toBe(true);
  });
  test('ends with three lines', () => {
    const last = text.split('\n## In three lines\n')[1] ?? '';
    expect(last.match(/^- /gm)).toHaveLength(3);
  });
  test('has between 800 and 2,200 words', () => {
    const words = body.replace(/<(Snippet|Program|Changed)[^>]*>/g, '').split(/\s+/).length;
    expect(words).toBeGreaterThan(800);
    expect(words).toBeLessThan(2200);
  });
});

test('each line in CPython that is known is referred to', () => {
  const used = new Set(named('Asyncio').map(({ props }) => props.of));
  expect(Object.keys(JSON.parse(textOf('content/cpython.json'))).filter((name) => !used.has(name))).toEqual([]);
});

test.each(globSync('content/glossary/*.md'))('%s is used, and marked in the chapter that introduces it', (file) => {
  const { term, also = '[]', chapter } = frontMatter(file);
  const forms = [file.split('/').at(-1)!.slice(0, -'.md'.length), term!, ...also.slice(1, -1).split(', ')].map((form) => form.toLowerCase());
  const uses = named('Term').filter(({ props, text }) => forms.includes((props.of ?? text).toLowerCase()));
  expect(uses.map(({ chapter }) => chapter)).toContain(chapter);
});

test('every figure is in a chapter', () => {
  const used = new Set(named('Figure').map(({ props }) => props.of));
  expect(
    globSync('src/figures/*.astro')
      .map((file) => file.split('/').at(-1)!.slice(0, -'.astro'.length))
      .filter((name) => !used.has(name)),
  ).toEqual([]);
});

test('components are those that the book has', () => {
  const known = ['Asyncio', 'Changed', 'Chapter', 'Exercise', 'Figure', 'Predict', 'Program', 'Snippet', 'Term'];
  expect(components.filter(({ name }) => /^[A-Z]/.test(name) && !known.includes(name)).map(({ at, name }) => `${at} ${name}`)).toEqual([]);
});
