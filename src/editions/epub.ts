// The book as an EPUB 3: a file for each document, and beside them what a reader of books asks for.
import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { titleOf } from './asked.ts';
import { AUTHORS, documentsOf, LICENCE, type Book, type Document } from './book.ts';
import { withBreaks } from './code-for-paper.ts';
import { coverOf } from './cover.ts';
import { FACES, faceRule, fontFile } from './fonts.ts';
import { foreword } from './foreword.ts';
import { attribute, elementsIn, h, is, isElement, like, rewrite, toXhtml } from './tree.ts';
import type { Content, Element, Node } from './tree.ts';

/** Of all its versions, for ever. */
const IDENTIFIER = 'urn:uuid:6c9d5e0e-8f5b-5c61-9f0a-3d0c7a51b2a4';
const MONO = FACES.filter(({ family }) => family === 'Tasque Mono');

interface File {
  id: string;
  title: string;
  content: Content;
  /** What it is, in the words of EPUB and of ARIA. */
  type: string;
  role?: string;
}

/** @param modified When the book was last changed, as `2026-12-01T09:00:00Z`. */
export async function epubOf(book: Book, modified: string): Promise<Uint8Array> {
  const files: File[] = [
    { id: 'title', title: book.title, type: 'titlepage', content: titlePage(book) },
    {
      id: 'about',
      title: 'About this edition',
      type: 'foreword',
      role: 'doc-foreword',
      content: [h('h1', {}, 'About this edition'), foreword(book, 'epub')],
    },
    ...book.parts.flatMap(({ label, title, chapters }): File[] => [
      ...(label === undefined
        ? []
        : [
            {
              id: partId(label),
              title: `${label} · ${title}`,
              type: 'part',
              role: 'doc-part',
              content: h('h1', {}, h('span', { class: 'label' }, label), ' ', title),
            },
          ]),
      ...chapters.map((one) => file(one, 'chapter', 'doc-chapter')),
    ]),
    ...book.back.map((one) =>
      file(one, ...(BACK[one.id] ?? (['appendix', 'doc-appendix'] as const))),
    ),
    {
      id: 'index',
      title: 'Index',
      type: 'index',
      role: 'doc-index',
      content: [h('h1', {}, 'Index'), indexOf(book)],
    },
  ];
  const pages = files.map((one) => [`${one.id}.xhtml`, page(one)] as const);
  const text = [...new Set(pages.map(([, xhtml]) => xhtml).join(''))].join('');
  const fonts = await Promise.all(
    MONO.map(
      async (face) => [`fonts/${face.name}.woff2`, await fontFile(face, text, 'woff2')] as const,
    ),
  );
  const css = [
    ...MONO.map((face) => faceRule(face, (name) => `fonts/${name}.woff2`)),
    ...['look', 'timeline', 'epub'].map((name) =>
      readFileSync(new URL(`${name}.css`, import.meta.url), 'utf8'),
    ),
  ].join('\n');
  const inside: (readonly [string, Uint8Array])[] = [
    ['package.opf', strToU8(packageOf(book, files, modified))],
    ['nav.xhtml', strToU8(navOf(book))],
    [
      'cover.xhtml',
      strToU8(
        page({
          id: 'cover',
          title: 'Cover',
          type: 'cover',
          content: h(
            'p',
            { class: 'cover' },
            h('img', { src: 'cover.png', alt: `${book.title}: ${book.description}` }),
          ),
        }),
      ),
    ],
    ...pages.map(([name, xhtml]): [string, Uint8Array] => [name, strToU8(xhtml)]),
    ['book.css', strToU8(css)],
    ['cover.png', await coverOf(book)],
    ...fonts,
  ];
  return zipSync(
    {
      mimetype: [strToU8('application/epub+zip'), { level: 0 }], // first, and as it is
      'META-INF/container.xml': strToU8(CONTAINER),
      ...Object.fromEntries(inside.map(([name, bytes]) => [`EPUB/${name}`, bytes])),
    },
    { level: 9, mtime: new Date(1980, 0, 1) }, // the first that a zip can say, and the same everywhere
  );
}

const BACK: Record<string, readonly [string, string]> = {
  solutions: ['answers', 'doc-appendix'],
  answers: ['answers', 'doc-appendix'],
  glossary: ['glossary', 'doc-glossary'],
};
const partId = (label: string): string => label.toLowerCase().replace(/\W+/g, '-');

const file = (one: Document, type: string, role: string): File => ({
  id: one.id,
  title: titleOf(one),
  type,
  role,
  content: [
    h('h1', {}, one.number && [h('span', { class: 'number' }, one.number), ' '], one.title),
    one.body,
  ],
});

const titlePage = ({ title, description, address }: Book): Content => [
  h('h1', {}, title),
  h('p', { class: 'lead' }, description),
  h('p', {}, `${AUTHORS} · ${LICENCE}`),
  address && h('p', {}, h('a', { href: `${address}/` }, address)),
];

const CONTAINER = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
`;

/** An id tells the file that it's in. */
const addressOf = (id: string): string => {
  const [document] = id.split('--');
  return document === id ? `${id}.xhtml` : `${document}.xhtml#${id}`;
};

const SEMANTICS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['a.term', { 'epub:type': 'glossref', role: 'doc-glossref' }],
  ['dfn', { 'epub:type': 'glossterm' }],
  ['dd', { 'epub:type': 'glossdef' }],
  ['.exercise', { 'epub:type': 'practice' }],
  ['.questions', { 'epub:type': 'qna', role: 'doc-qna' }],
];

const forReaders = (nodes: readonly Node[]): Node[] =>
  rewrite(nodes, (element, inside) => {
    if (element.tagName === 'pre') return [element];
    if (is(element, 'svg.drawing')) return [onGround(element)];
    if (element.tagName === 'code') return [withBreaks(element)];
    const href = element.tagName === 'a' ? attribute(element, 'href') : undefined;
    const means = SEMANTICS.find(([what]) => is(element, what))?.[1];
    if (href === undefined && !means) return undefined;
    return [
      like(element, inside(), {
        ...means,
        ...(href?.startsWith('#') && { href: addressOf(href.slice(1)) }),
      }),
    ];
  });

/** A picture, and behind it what its colours are made for: a page may be of another. */
function onGround(svg: Element): Element {
  const [x, y, width, height] = attribute(svg, 'viewBox')!.split(' ') as [
    string,
    string,
    string,
    string,
  ];
  const ground = h('rect', { class: 'ground', x, y, width, height });
  const [first, ...rest] = svg.childNodes;
  const behind = { ...ground, namespaceURI: svg.namespaceURI };
  const isTitle = first && isElement(first) && first.tagName === 'title';
  return like(svg, isTitle ? [first, behind, ...rest] : [behind, ...svg.childNodes]);
}

function page({ id, title, type, role, content }: File): string {
  const body = forReaders([h('section', { id, 'epub:type': type, role }, content)]);
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en"><head><title>${escaped(title)}</title><link rel="stylesheet" type="text/css" href="book.css"/></head><body>${toXhtml(body)}</body></html>
`;
}
const escaped = (text: string): string => toXhtml([h('i', {}, text)]).slice(3, -4);

function navOf(book: Book): string {
  const link = (href: string, title: string): Content => h('a', { href }, title);
  const entry = (one: Document): Content =>
    h(
      'li',
      {},
      link(`${one.id}.xhtml`, titleOf(one)),
      one.sections.length > 0 &&
        h(
          'ol',
          {},
          one.sections.map(({ id, title }) => h('li', {}, link(addressOf(id), title))),
        ),
    );
  const list = h(
    'ol',
    {},
    h('li', {}, link('about.xhtml', 'About this edition')),
    book.parts.flatMap(({ label, title, chapters }) =>
      label === undefined
        ? chapters.map(entry)
        : [
            h(
              'li',
              {},
              link(`${partId(label)}.xhtml`, `${label} · ${title}`),
              h('ol', {}, chapters.map(entry)),
            ),
          ],
    ),
    book.back.map(entry),
    h('li', {}, link('index.xhtml', 'Index')),
  );
  const first = documentsOf(book)[0]!;
  const landmarks = [
    ['cover', 'cover.xhtml', 'Cover'],
    ['toc', 'nav.xhtml#toc', 'Contents'],
    ['bodymatter', `${first.id}.xhtml`, titleOf(first)],
    ['glossary', 'glossary.xhtml', 'Glossary'],
    ['index', 'index.xhtml', 'Index'],
  ] as const;
  const content = toXhtml([
    h('nav', { 'epub:type': 'toc', role: 'doc-toc', id: 'toc' }, h('h1', {}, 'Contents'), list),
    h(
      'nav',
      { 'epub:type': 'landmarks', hidden: 'hidden' },
      h('h2', {}, 'Landmarks'),
      h(
        'ol',
        {},
        landmarks.map(([type, href, title]) =>
          h('li', {}, h('a', { 'epub:type': type, href }, title)),
        ),
      ),
    ),
  ]);
  return page({ id: 'nav', title: 'Contents', type: 'frontmatter', content: [] }).replace(
    /<section[^]*<\/section>/,
    () => content,
  );
}

/** A word, and the chapters that have it. */
const indexOf = ({ index, ...book }: Book): Content => {
  const numbers = new Map(
    documentsOf({ index, ...book }).map(({ id, number }) => [id, number ?? id]),
  );
  return h(
    'div',
    { class: 'index' },
    index.map(({ word, isCode, note, places, isIntroduced }) => {
      const seen = new Set<string>();
      return h(
        'p',
        {},
        isCode ? h('code', {}, word) : word,
        note && ` (${note})`,
        places
          .filter(({ document }) => !seen.has(document) && seen.add(document))
          .map(({ id, document }, at) => {
            const number = h('a', { href: `#${id}` }, numbers.get(document)!);
            return [', ', isIntroduced && at === 0 ? h('b', {}, number) : number];
          }),
      );
    }),
  );
};

function packageOf(book: Book, files: readonly File[], modified: string): string {
  const hasSvg = ({ content }: File): boolean =>
    [...elementsIn([h('div', {}, content)])].some(({ tagName }) => tagName === 'svg');
  const item = (id: string, href: string, type: string, properties?: string): string =>
    `<item id="${id}" href="${href}" media-type="${type}"${properties ? ` properties="${properties}"` : ''}/>`;
  const xhtml = 'application/xhtml+xml';
  const meta = (property: string, value: string): string =>
    `<meta property="${property}">${escaped(value)}</meta>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="book">${IDENTIFIER}</dc:identifier>
<dc:title>${escaped(book.title)}</dc:title>
<dc:language>en</dc:language>
<dc:creator>${AUTHORS}</dc:creator>
<dc:description>${escaped(book.description)}</dc:description>
<dc:rights>${LICENCE}</dc:rights>
${[
  meta('dcterms:modified', modified),
  ...['textual', 'visual'].map((mode) => meta('schema:accessMode', mode)),
  meta('schema:accessModeSufficient', 'textual'),
  ...[
    'tableOfContents',
    'readingOrder',
    'structuralNavigation',
    'alternativeText',
    'displayTransformability',
    'index',
    'ARIA',
  ].map((feature) => meta('schema:accessibilityFeature', feature)),
  meta('schema:accessibilityHazard', 'none'),
  meta(
    'schema:accessibilitySummary',
    'All of it is text. Each picture has a title and a description, pictures of runs are told in a sentence, and code is text in lines. Colours only repeat what words and signs say.',
  ),
].join('\n')}
</metadata>
<manifest>
${[
  item('nav', 'nav.xhtml', xhtml, 'nav'),
  item('cover', 'cover.xhtml', xhtml),
  item('cover-image', 'cover.png', 'image/png', 'cover-image'),
  item('css', 'book.css', 'text/css'),
  ...MONO.map(({ name }) => item(`font-${name}`, `fonts/${name}.woff2`, 'font/woff2')),
  ...files.map((one) => item(one.id, `${one.id}.xhtml`, xhtml, hasSvg(one) ? 'svg' : undefined)),
].join('\n')}
</manifest>
<spine>
<itemref idref="cover" linear="no"/>
${['title', 'about'].map((id) => `<itemref idref="${id}"/>`).join('\n')}
<itemref idref="nav"/>
${files
  .slice(2)
  .map(({ id }) => `<itemref idref="${id}"/>`)
  .join('\n')}
</spine>
</package>
`;
}
