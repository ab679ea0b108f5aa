// What the documents say is there, is there: scripts, and whatever they link to.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { paths } from './paths.ts';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
};
/** Those that a starter has for its reader. */
const atHome = Array.from(
  readFileSync('src/fork/starter.ts', 'utf8').matchAll(/pack\.scripts\.(\w+) =/g),
  ([, name]) => name!,
);
const documents = [
  ...paths('*.md'),
  ...paths('{docs,src,tests}/**/*.md'),
  ...paths('.github/**/*.md'),
];
const textOf = (file: string): string => readFileSync(file, 'utf8');

test.each(documents)('%s names scripts that exist, and links to files that do', (file) => {
  const text = textOf(file);
  const named = [...text.matchAll(/npm (?:run ([\w:]+)|(start|test))\b/g)];
  expect(
    named
      .map(([, script, short]) => script ?? short!)
      .filter((name) => !(name in scripts) && !atHome.includes(name)),
  ).toEqual([]);
  const links = [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)[^)]*\)|src="([^"]+)"/g)];
  expect(
    links
      .map(([, link, picture]) => join(dirname(file), link ?? picture!))
      .filter((path) => !existsSync(path)),
  ).toEqual([]);
});

test('every script is in a document', () => {
  const all = documents.map(textOf).join('\n');
  // in a table of scripts the name stands alone
  expect(
    Object.keys(scripts).filter(
      (name) => !new RegExp(`npm (run )?${name}\\b|\`${name}\``).test(all),
    ),
  ).toEqual([]);
});

test('the README is one page', () => {
  expect(textOf('README.md').split('\n').length).toBeLessThan(70);
});
