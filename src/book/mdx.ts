// The one reader of MDX: the front matter of a text, and its elements with their attributes and
// places. Text in, data out.
import { parse, parseExpression } from '@babel/parser';
import { load, YAMLException } from 'js-yaml';
import { markdownToMdast, mdxToMdast } from 'satteri';
import { AuthorError } from './author-error.ts';

export type Literal = string | number | boolean | null | Literal[] | { [name: string]: Literal };

/** From here to there in the text. */
interface Range {
  start: number;
  end: number;
}

export interface MdxElement extends Range {
  /** `Program`; `a`, for what is HTML. */
  name: string;
  attributes: Readonly<Record<string, Literal>>;
  line: number;
  column: number;
  /** What is between its tags, without the space around it. */
  inside: Range;
  /** Those inside of it. */
  elements: readonly MdxElement[];
}

/** What leads out of the text: a link, an image, or what an import is from. */
export interface Way {
  kind: 'link' | 'image' | 'import';
  to: string;
  line: number;
  column: number;
}

export interface Mdx {
  /** As author errors name it. */
  file: string;
  text: string;
  frontMatter: Readonly<Record<string, unknown>>;
  /** What comes after the front matter. */
  body: Range;
  /** Where each of its fields is; the line of `---` for what is missing. */
  lineOf(field: string): number;
  /** The outermost, in the order of the text. */
  elements: readonly MdxElement[];
  ways: readonly Way[];
}

/** @throws {AuthorError} with file, line and column, if it isn't MDX or its front matter not YAML. */
export function readMdx(text: string, file: string): Mdx {
  const tree = parsed(text, file);
  const yaml = tree.children.find(({ type }: Node) => type === 'yaml');
  return {
    file,
    text,
    frontMatter: yaml ? frontMatterOf(yaml, file) : {},
    lineOf: (field) =>
      1 +
      Math.max(
        0,
        text
          .split('\n', yaml?.position.end.line ?? 0)
          .findIndex((line) => line.startsWith(`${field}:`)),
      ),
    body: { start: yaml ? yaml.position.end.offset : 0, end: text.length },
    elements: elementsOf(tree, file),
    ways: waysOf(tree, file),
  };
}

/** A component has a capital letter; other elements are HTML. */
export const isComponent = (name: string): boolean => /^[A-Z]/.test(name);

/**
 * What a reader can run in it, whichever component it is: what its `of` names says so. A `<Snippet>` only
 * lists.
 */
export function shows({
  name,
  attributes: { of },
}: Pick<MdxElement, 'name' | 'attributes'>): 'program' | 'exercise' | undefined {
  if (!isComponent(name) || name === 'Snippet' || typeof of !== 'string') return undefined;
  if (/^[^/]+\/programs\/.+\.ts$/.test(of)) return 'program';
  return /^[^/]+\/exercises\/[^/]+$/.test(of) ? 'exercise' : undefined;
}

/** All elements, however deep, in the order of the text. */
export const elementsIn = ({ elements }: Pick<Mdx, 'elements'>): MdxElement[] =>
  elements.flatMap((element) => [element, ...elementsIn(element)]);

/**
 * The body with each element replaced.
 * @param what What takes its place; `inside` is what is between its tags, replaced already.
 */
export function replaceElements(
  { text, body, elements }: Mdx,
  what: (element: MdxElement, inside: string) => string | Promise<string>,
): Promise<string> {
  const within = async (range: Range, elements: readonly MdxElement[]): Promise<string> => {
    let result = '';
    let { start } = range;
    for (const element of elements) {
      const inside = await within(element.inside, element.elements);
      result += text.slice(start, element.start) + (await what(element, inside));
      start = element.end;
    }
    return result + text.slice(start, range.end);
  };
  return within(body, elements);
}

/** A paragraph or a heading as readers read it. */
export interface Text {
  /** In the place of code, quotations and what is in italics there's as much of nothing. */
  value: string;
  isParagraph: boolean;
  /** Where a character of it is in the file. */
  placeOf(at: number): { line: number; column: number };
}

/** The prose of a text, MDX or plain Markdown: what its front matter says of it included. */
export function textsIn(text: string, file: string): Text[] {
  const tree = file.endsWith('.mdx')
    ? parsed(text, file)
    : markdownToMdast(text, { features: { frontmatter: true } });
  const placeIn =
    (offsets: readonly number[]): Text['placeOf'] =>
    (at) => {
      const before = text.slice(0, offsets[at] ?? 0).split('\n');
      return { line: before.length, column: before.at(-1)!.length + 1 };
    };
  const told: Text[] = ['title', 'description', 'term'].flatMap((field) => {
    const found = new RegExp(`^${field}: *(.+)$`, 'm').exec(
      /^---\n[^]*?\n---/.exec(text)?.[0] ?? '',
    );
    if (!found) return [];
    const start = found.index + found[0].length - found[1]!.length;
    const offsets = [...found[1]!].map((_, at) => start + at);
    return [{ value: withoutQuotations(found[1]!), isParagraph: false, placeOf: placeIn(offsets) }];
  });
  const blocks = (node: Node): Text[] => {
    if (node.type === 'blockquote') return [];
    if (node.type !== 'paragraph' && node.type !== 'heading')
      return (node.children ?? []).flatMap(blocks);
    const offsets: number[] = [];
    const valueOf = ({ type, value, position, children = [] }: Node): string => {
      const shown = type === 'text' ? value : type === 'inlineCode' ? 'x' : undefined;
      if (shown === undefined && type !== 'emphasis') return children.map(valueOf).join('');
      const plain = (shown ?? 'x') as string;
      for (let at = 0; at < plain.length; at++) offsets.push(position.start.offset + at);
      return plain;
    };
    const value = withoutQuotations(valueOf(node).replace(/\s/g, ' '));
    return [{ value, isParagraph: node.type === 'paragraph', placeOf: placeIn(offsets) }];
  };
  return [...told, ...blocks(tree)];
}

const withoutQuotations = (text: string): string =>
  text.replace(/“[^”]*”|"[^"]*"/g, (quoted) => 'x'.repeat(quoted.length));

/** Of the parser's tree: its types know each kind of node, this reader only three. */
type Node = any;

function parsed(text: string, file: string): Node {
  try {
    return mdxToMdast(text, { features: { frontmatter: true } });
  } catch (error) {
    throw new AuthorError(`${file}:${(error as Error).message}`); // begins with line and column
  }
}

function frontMatterOf({ value, position }: Node, file: string): Record<string, unknown> {
  try {
    return (load(value) ?? {}) as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { line, column } = error.mark;
    const first = position.start.line + 1; // the one after `---`
    throw new AuthorError(`${file}:${first + line}:${column + 1}: ${error.reason}`);
  }
}

const withoutComments = (code: string): string => code.replace(/\/\*[^]*?\*\//g, '');

function elementsOf({ children = [] }: Node, file: string): MdxElement[] {
  return children.flatMap((node: Node) => {
    if (
      /^mdx(Flow|Text)Expression$/.test(node.type) &&
      /<[a-z]/i.test(withoutComments(node.value))
    ) {
      const { line, column } = node.position.start;
      throw new AuthorError(`${file}:${line}:${column}: write elements outside of { }`);
    }
    const elements = elementsOf(node, file);
    if (!/^mdxJsx(Flow|Text)Element$/.test(node.type) || !node.name) return elements;
    const { start, end } = node.position;
    return [
      {
        name: node.name,
        attributes: attributesOf(node, `${file}:${start.line}:${start.column}`),
        line: start.line,
        column: start.column,
        start: start.offset,
        end: end.offset,
        inside: {
          start: node.children[0]?.position.start.offset ?? end.offset,
          end: node.children.at(-1)?.position.end.offset ?? end.offset,
        },
        elements,
      },
    ];
  });
}

function waysOf({ type, url, value, position, children = [] }: Node, file: string): Way[] {
  const inside: Way[] = children.flatMap((child: Node) => waysOf(child, file));
  const { line, column } = position.start;
  const at = (kind: Way['kind'], to: string): Way => ({ kind, to, line, column });
  if (type === 'link' || type === 'definition') return [at('link', url), ...inside];
  if (type === 'image') return [at('image', url)];
  if (type === 'mdxjsEsm') {
    checkCode(value, `${file}:${line}:${column}`);
    return [...value.matchAll(/^import\b[^'"]*['"]([^'"]+)['"]/gm)].map(([, from]) =>
      at('import', from),
    );
  }
  return inside;
}

/** Of lines that begin with `import` or `export`: only a build would notice, and without the place. */
function checkCode(code: string, at: string): void {
  try {
    parse(code, { sourceType: 'module', plugins: ['jsx'] });
  } catch {
    throw new AuthorError(
      `${at}: lines that begin with "import" or "export" are code in MDX, and these are none: begin them with another word`,
    );
  }
}

const attributesOf = ({ name, attributes }: Node, at: string): Record<string, Literal> =>
  Object.fromEntries(
    attributes.map((attribute: Node) => {
      const { type, value } = attribute;
      if (type !== 'mdxJsxAttribute')
        throw new AuthorError(`${at}: <${name}> write attributes one by one, not as {${value}}`);
      if (value === null) return [attribute.name, true];
      if (typeof value === 'string') return [attribute.name, value];
      try {
        return [attribute.name, literalOf(parseExpression(value.value))];
      } catch {
        throw new AuthorError(
          `${at}: <${name}> ${attribute.name}={${value.value}} is not a literal: write the value itself`,
        );
      }
    }),
  );

function literalOf(node: Node): Literal {
  switch (node?.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return node.value;
    case 'NullLiteral':
      return null;
    case 'TemplateLiteral':
      if (node.expressions.length === 0) return node.quasis[0].value.cooked;
      break;
    case 'UnaryExpression':
      if (node.operator === '-') return -(literalOf(node.argument) as number);
      break;
    case 'ArrayExpression':
      return node.elements.map(literalOf);
    case 'ObjectExpression':
      return Object.fromEntries(node.properties.map(propertyOf));
  }
  throw new Error(`${node?.type} is no literal`);
}

function propertyOf({ computed, key, value }: Node): [string, Literal] {
  if (computed) throw new Error('its name is computed');
  return [key.name ?? String(key.value), literalOf(value)];
}
