// Every link inside the built site leads somewhere, anchors included. What needs a browser to be
// seen is in pages.test.ts.
import { join } from 'node:path';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { askedBy } from '../../src/components/step-to-step/asked.ts';
import { chapters } from '../book/components.ts';
import { ROOT, UNDER } from './serve.ts';

const SITES = [{ root: ROOT, base: '/' }, UNDER];
const pagesOf = (root: string): string[] => globSync(`${root}/**/*.html`);
const entities: Record<string, string> = {
  '&amp;': '&',
  '&#38;': '&',
  '&#39;': "'",
  '&quot;': '"',
};
const decoded = (text: string): string =>
  text.replace(/&[^;]+;/g, (entity) => entities[entity] ?? entity);
const valuesOf = (html: string, attribute: string): string[] =>
  [...html.matchAll(new RegExp(`<[^>]+?\\s${attribute}="([^"]*)"`, 'g'))].map(([, value]) =>
    decoded(value!),
  );

const anchors = new Map<string, Set<string>>();
const anchorsOf = (file: string): Set<string> => {
  let found = anchors.get(file);
  if (!found) anchors.set(file, (found = new Set(valuesOf(readFileSync(file, 'utf8'), 'id'))));
  return found;
};

/** Whether the address of two states asks for such as a reader can choose there, or for their own. */
function isOfStates(hash: string, page: string): boolean {
  const asked = askedBy(hash);
  if (!asked || asked === 'refused') return false;
  const states = valuesOf(readFileSync(page, 'utf8'), 'value');
  return [asked.from, asked.to].every(
    (id) => id === undefined || /\/(mine|lab)$/.test(id) || states.includes(id),
  );
}

describe.each(SITES)('under $base', ({ root, base }) => {
  const pages = pagesOf(root);

  test('there are pages', () => expect(pages.length).toBeGreaterThan(20));

  test('links inside the site lead to what is there', () => {
    const dead: string[] = [];
    for (const page of pages) {
      const here = `${base}${page.slice(root.length + 1).replace(/index\.html$/, '')}`;
      const html = readFileSync(page, 'utf8');
      for (const value of new Set([...valuesOf(html, 'href'), ...valuesOf(html, 'src')])) {
        const { origin, pathname, hash } = new URL(value, `http://site.test${here}`);
        if (origin !== 'http://site.test') continue;
        const file = join(
          root,
          decodeURIComponent(pathname.slice(base.length)),
          pathname.endsWith('/') ? 'index.html' : '',
        );
        const isThere = pathname.startsWith(base) && existsSync(file);
        const isAnchored =
          !hash ||
          pathname.startsWith(`${base}lab/`) ||
          (pathname === `${base}from-step-to-step/` && isOfStates(hash, file)) ||
          (isThere && anchorsOf(file).has(decodeURIComponent(hash.slice(1))));
        if (!isThere || !isAnchored) dead.push(`${here} -> ${value}`);
      }
    }
    expect(dead).toEqual([]);
  });

  test('each chapter leads to the next, and back', () => {
    const hrefOf = (html: string, rel: string): string | undefined =>
      valuesOf(
        (html.match(/<a [^>]*>/g) ?? []).find((a) => a.includes(` rel="${rel}"`)) ?? '',
        'href',
      )[0];
    const contents = readFileSync(`${root}/index.html`, 'utf8').split('id="contents"')[1]!;
    const list = contents.slice(contents.indexOf('<ol'), contents.lastIndexOf('</ol>'));
    const paths = valuesOf(list, 'href').filter((path) => !path.endsWith('/code-so-far/'));
    expect(paths.length).toBe(chapters.size);
    for (const [at, path] of paths.entries()) {
      const html = readFileSync(join(root, path.slice(base.length), 'index.html'), 'utf8');
      expect([hrefOf(html, 'prev'), hrefOf(html, 'next')], path).toEqual([
        paths[at - 1],
        paths[at + 1],
      ]);
    }
  });

  test('ids are given once on a page', () => {
    const twice = pages.flatMap((page) => {
      const ids = valuesOf(
        readFileSync(page, 'utf8').replace(/<template[^]*?<\/template>/g, ''),
        'id',
      );
      return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${page}: ${id}`);
    });
    expect(twice).toEqual([]);
  });
});
