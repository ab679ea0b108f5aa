// Ids and links: on the site they're those of a page, in an edition those of the whole book.
import { attribute, elementsIn, h, like, rewrite, type Element, type Node } from './tree.ts';

/** Where things are that pages link to. */
export interface Places {
  /** The site's path in its address: `/`, or `/tasque/`. */
  base: string;
  /** The site's address, if it's known; without a slash at its end. */
  address: string | undefined;
  /** The documents of the book, by the path of their page from the base on: `glossary/`. */
  documents: ReadonlyMap<string, string>;
}

/** `c1.3`, and what's called `three-words` there: `c1.3--three-words`. */
export const idIn = (document: string, id: string): string =>
  id === '' ? document : `${document}--${id}`;

/**
 * Where a link leads, which may be one of ours (`to:DOCUMENT#ID`, with `{here}` for this document): `#id` inside the book, a whole address outside of it, or nowhere.
 * @param document That it's in.
 */
function target(
  href: string,
  document: string,
  { base, address, documents }: Places,
): string | undefined {
  const [, inBook, id] = /^to:([^#]+)#(.+)$/.exec(href) ?? [];
  if (inBook) return `#${idIn(inBook, id!.replace('{here}', document))}`;
  if (/^[a-z]+:/.test(href)) return href;
  if (href.startsWith('#')) return `#${idIn(document, href.slice(1))}`;
  const { pathname, hash } = new URL(fromBase(href, base), 'http://site');
  if (!pathname.startsWith(base)) return undefined;
  const path = pathname.slice(base.length);
  const found = documents.get(path);
  if (found) return `#${idIn(found, decodeURIComponent(hash.slice(1)))}`;
  return address && `${address}/${path}${hash}`;
}

/** An author writes `../../lab/`, which leads to the base from any chapter. */
const fromBase = (href: string, base: string): string => href.replace(/^(\.\.\/)+/, base);

/** Whether a sentence speaks of a page that only the site has. Where code is from, its path says. */
const isOfSite = (href = '', to: string | undefined, { base, address }: Places): boolean =>
  /^(\/|\.\.\/)/.test(href) &&
  (to === undefined || (address !== undefined && to.startsWith(address))) &&
  !/^code\/|\/code-so-far\//.test(fromBase(href, base).slice(base.length));

/** What the book has no use for: what scripts read, and what Astro left. */
const DROPPED = /^(data-|on|tabindex$|spellcheck$|open$|role$|aria-describedby$|popover$)/;
const LISTS_OF_IDS = new Set(['aria-labelledby', 'headers', 'for']);

/** A document's tree with ids and links of the whole book. */
export const ownIds = (nodes: readonly Node[], document: string, places: Places): Node[] =>
  rewrite(nodes, (element, inside) => {
    const isPicture = element.tagName === 'svg' || element.namespaceURI.endsWith('svg');
    const href = attribute(element, 'href');
    const to = href === undefined || isPicture ? href : target(href, document, places);
    const isOnSite = element.tagName === 'a' && !isPicture && isOfSite(href, to, places);
    const where = isOnSite ? h('i', {}, ' (on the site)').childNodes : [];
    if (element.tagName === 'a' && to === undefined) return [...inside(), ...where]; // it leads nowhere
    const attributes = element.attrs.flatMap(({ name, value }) => {
      if (name === 'role' && isPicture) return [{ name, value }];
      if (name === 'role' && /^(doc-|group)/.test(value)) return [{ name, value }];
      if (DROPPED.test(name)) return [];
      if (name === 'id') return [{ name, value: idIn(document, value) }];
      if (name === 'href')
        return [{ name, value: isPicture ? value.replace(/^#/, `#${document}--`) : to! }];
      if (LISTS_OF_IDS.has(name) || (isPicture && name === 'aria-describedby'))
        return [{ name, value: value.replace(/\S+/g, (id) => idIn(document, id)) }];
      return [{ name, value: value.replaceAll('url(#', `url(#${document}--`) }];
    });
    return [{ ...element, attrs: attributes, childNodes: inside() }, ...where];
  });

/** What's linked but isn't there is looked for in the document that it would be in. */
export const settleLinks = (nodes: readonly Node[], ids: ReadonlySet<string>): Node[] =>
  rewrite(nodes, (element, inside) => {
    const href = attribute(element, 'href');
    if (element.tagName !== 'a' || !href?.startsWith('#') || ids.has(href.slice(1)))
      return undefined;
    return [like(element, inside(), { href: href.split('--')[0] })];
  });

export const idsIn = (nodes: readonly Node[]): string[] =>
  [...elementsIn(nodes)].flatMap((element: Element) => attribute(element, 'id') ?? []);
