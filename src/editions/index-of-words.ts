// The index: the words of the glossary where chapters lean on them, the names of the library where
// they're introduced and where the prose of other chapters has them, and asyncio's names.
import type { Document, IndexEntry } from './book.ts';
import { attribute, elementsIn, find, is, isElement, textOf, type Element } from './tree.ts';

/** What a chapter is the first to have. */
export interface Introduced {
  name: string;
  /** Where it's shown, if a listing does. */
  anchor: string | undefined;
}

export function indexOf(
  chapters: readonly Document[],
  introduces: ReadonlyMap<Document, readonly Introduced[]>,
): IndexEntry[] {
  const entries = new Map<string, IndexEntry>();
  const entry = (word: string, isCode: boolean, note?: string): IndexEntry => {
    const key = `${word}\0${isCode}\0${note}`;
    let found = entries.get(key);
    if (!found)
      entries.set(
        key,
        (found = { word, isCode, places: [], isIntroduced: false, ...(note && { note }) }),
      );
    return found;
  };
  const isTerm = new Set<string>();

  for (const document of chapters) {
    const seen = marker(document);
    for (const element of elementsIn(document.body)) {
      const term =
        is(element, 'a.term') && /^#glossary--(.+)$/.exec(attribute(element, 'href') ?? '')?.[1];
      if (term) {
        const word = term.replaceAll('-', ' ');
        isTerm.add(word);
        seen(entry(HYPHENATED.get(term) ?? word, false), element);
      }
      if (is(element, '.asyncio')) {
        const name = find(element, 'code');
        if (name) seen(entry(textOf(name), true, 'asyncio'), name);
      }
    }
  }
  const names = new Map(
    [...introduces].flatMap(([document, all]) =>
      all
        .filter(
          ({ name, anchor }) =>
            name !== 'constructor' &&
            (anchor?.startsWith('listing-') || /^[a-zA-Z]+[A-Z]\w*$/.test(name)),
        )
        .map((one) => [one.name, { ...one, document }] as const),
    ),
  );
  for (const [name, { anchor, document }] of names) {
    const listing =
      anchor &&
      [...elementsIn(document.body)].find(
        (one) => attribute(one, 'id') === `${document.id}--${anchor}` && is(one, 'figure.listing'),
      );
    if (listing) {
      const found = entry(name, true);
      found.places.push({ id: attribute(listing, 'id')!, document: document.id });
      found.isIntroduced = true;
    }
  }
  for (const document of chapters) {
    const seen = marker(document);
    const found = new Set<string>();
    for (const element of elementsIn(document.body)) {
      if (element.tagName !== 'code') continue;
      const name = /^(?:\w+\.)?([A-Za-z]\w*)(?:\(.*\))?$/.exec(textOf(element))?.[1];
      if (!name || !names.has(name) || found.has(name)) continue;
      found.add(name);
      const one = entry(name, true);
      if (!one.places.some((place) => place.document === document.id)) seen(one, element);
    }
  }
  return [...entries.values()]
    .filter(({ places }) => places.length > 0)
    .sort((a, b) => key(a).localeCompare(key(b), 'en') || a.word.localeCompare(b.word, 'en'));
}
/** Words whose hyphens are their own. */
const HYPHENATED = new Map(
  ['check-then-act', 'keep-alive', 'back-pressure', 'round-robin', 'thread-safe'].map((word) => [
    word,
    word,
  ]),
);
const key = ({ word }: IndexEntry): string => word.toLowerCase().replace(/^[#_]+/, '');

/** Gives what it's told an id of its own to land on. */
function marker(document: Document): (entry: IndexEntry, element: Element) => void {
  let count = 0;
  return (entry, element) => {
    let id = attribute(element, 'id');
    if (id === undefined) {
      id = `${document.id}--ix-${entry.note ?? (entry.isCode ? 'code' : 'term')}-${++count}`;
      element.attrs.push({ name: 'id', value: id });
    }
    if (isElement(element)) entry.places.push({ id, document: document.id });
  };
}
