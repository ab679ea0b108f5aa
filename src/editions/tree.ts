// HTML as a tree of plain objects: in by the standard's own parser, out as XHTML, which is HTML too.
import { html as standard, parse, type DefaultTreeAdapterTypes as Parsed } from 'parse5';

export type Element = Parsed.Element;
export type Node = Parsed.ChildNode;
/** What `h` takes for content. */
export type Content = Node | string | false | undefined | readonly Content[];

export const readHtml = (html: string): Parsed.Document => parse(html);

export const isElement = (node: Parsed.Node): node is Element => 'tagName' in node;
const childrenOf = (node: Parsed.Node): Node[] => ('childNodes' in node ? node.childNodes : []);

export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value;
export const classesOf = (element: Element): string[] =>
  attribute(element, 'class')?.split(/\s+/).filter(Boolean) ?? [];

/** @param like `p`, `.term` or `figure.listing`. */
export function is(element: Element, like: string): boolean {
  const [tag, ...classes] = like.split('.');
  const own = classesOf(element);
  return (tag === '' || element.tagName === tag) && classes.every((name) => own.includes(name));
}

/** All elements in a tree, the outer one first. */
export function* elementsIn(nodes: readonly Parsed.Node[]): Generator<Element> {
  const waiting = nodes.toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isElement(node)) yield node;
    const inside = childrenOf(node);
    for (let at = inside.length - 1; at >= 0; at--) waiting.push(inside[at]!);
  }
}
export function find(root: Parsed.Node, like: string): Element | undefined {
  for (const element of elementsIn([root])) if (is(element, like)) return element;
  return undefined;
}
export const findAll = (root: Parsed.Node, like: string): Element[] =>
  [...elementsIn([root])].filter((element) => is(element, like));

/** @throws {Error} if it isn't there: then the site looks otherwise than we know it. */
export function need(root: Parsed.Node, like: string): Element {
  const found = find(root, like);
  if (!found) throw new Error(`the page has no ${like}`);
  return found;
}

export const textOf = (...nodes: readonly Parsed.Node[]): string =>
  nodes
    .map((node) =>
      node.nodeName === '#text' ? (node as Parsed.TextNode).value : textOf(...childrenOf(node)),
    )
    .join('');

/** A new element. */
export function h(
  tagName: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...content: Content[]
): Element {
  return {
    nodeName: tagName,
    tagName,
    attrs: Object.entries(attributes).flatMap(([name, value]) =>
      value === undefined ? [] : [{ name, value }],
    ),
    namespaceURI: standard.NS.HTML,
    childNodes: nodesOf(content),
    parentNode: null,
  };
}
const nodesOf = (content: Content): Node[] =>
  typeof content === 'string'
    ? [{ nodeName: '#text', value: content, parentNode: null } as unknown as Node]
    : Array.isArray(content)
      ? content.flatMap(nodesOf)
      : content
        ? [content as Node]
        : [];

/** The same element around other content, with some attributes replaced. */
export const like = (
  element: Element,
  content: readonly Node[],
  attributes: Readonly<Record<string, string | undefined>> = {},
): Element => ({
  ...element,
  attrs: [
    ...element.attrs.filter(({ name }) => !(name in attributes)),
    ...h('a', attributes).attrs,
  ],
  childNodes: [...content],
});

/**
 * A changed copy, the outer element first: `change` gives what stands in an element's place, or
 * nothing where only what is inside of it may change.
 */
export const rewrite = (
  nodes: readonly Node[],
  change: (element: Element, inside: () => Node[]) => readonly Node[] | undefined,
): Node[] =>
  nodes.flatMap((node) => {
    if (node.nodeName === '#comment') return [];
    if (!isElement(node)) return [node];
    const inside = (): Node[] => rewrite(node.childNodes, change);
    return change(node, inside) ?? [like(node, inside())];
  });

const VOID = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'wbr']);
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);

export const toXhtml = (nodes: readonly Parsed.Node[]): string =>
  nodes
    .map((node) => {
      if (node.nodeName === '#text')
        return escaped((node as Parsed.TextNode).value).replaceAll('&quot;', '"');
      if (!isElement(node)) return '';
      const { tagName, attrs, childNodes, namespaceURI } = node;
      const isRoot = tagName === 'svg';
      const attributes = [
        ...(isRoot ? [{ name: 'xmlns', value: namespaceURI }] : []),
        ...attrs.filter(({ name }) => !isRoot || name !== 'xmlns'),
      ].map(({ name, value }) => ` ${name}="${escaped(value)}"`);
      const start = `<${tagName}${attributes.join('')}`;
      return VOID.has(tagName) || (namespaceURI === standard.NS.SVG && childNodes.length === 0)
        ? `${start}/>`
        : `${start}>${toXhtml(childNodes)}</${tagName}>`;
    })
    .join('');
