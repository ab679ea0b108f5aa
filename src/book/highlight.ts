// Code to HTML. Colours are classes, one for each kind of token; the style sheet and the editor
// share them.
import {
  createCssVariablesTheme,
  createHighlighterCore,
  type HighlighterCore,
  type ShikiTransformer,
} from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import typescript from 'shiki/langs/typescript.mjs';
import { AuthorError } from './author-error.ts';
import { cached } from './cached.ts';
import source from './highlight.ts?raw';
import { breaksIn, indentOf } from './line-breaks.ts';
import breaksSource from './line-breaks.ts?raw';
import type { NamedType } from './types-of.ts';

type Element = Parameters<NonNullable<ShikiTransformer['line']>>[0];
type ElementContent = Element['children'][number];

const THEME = createCssVariablesTheme({ name: 'tasque', variablePrefix: '--', fontStyle: false });
let highlighter: Promise<HighlighterCore> | undefined;

export interface Highlighting {
  /** Lines that contain this text are marked. */
  mark?: string | undefined;
  /** What is before the code in its file: a method is only known for one inside its class. */
  before?: string | undefined;
  /** What is shown to who points at a name. */
  types?: readonly NamedType[];
}

/**
 * What belongs inside `<code>`: a span for each line, in it one for each token.
 * @throws {AuthorError} if a mark marks no line.
 */
export async function highlight(
  code: string,
  { mark, before = '', types = [] }: Highlighting = {},
): Promise<string> {
  if (mark !== undefined && !code.includes(mark))
    throw new AuthorError(`mark="${mark}" marks nothing: no line that is shown contains it`);
  return cached([code, mark, before, types], {
    code: [source, breaksSource],
    packages: ['shiki'],
    make: () => coloured(code, mark, before, types),
  });
}

async function coloured(
  code: string,
  mark: string | undefined,
  before: string,
  types: readonly NamedType[],
): Promise<string> {
  highlighter ??= createHighlighterCore({
    langs: [typescript],
    themes: [THEME],
    engine: createJavaScriptRegexEngine(),
  });
  const decorations = types.map(({ line, from, to, text }) => ({
    start: { line, character: from },
    end: { line, character: to },
    properties: { 'data-type': text },
  }));
  const html = (await highlighter).codeToHtml(code, {
    decorations,
    lang: 'typescript',
    theme: 'tasque',
    grammarContextCode: before,
    includeExplanation: 'scopeName',
    // by the clock, a busy machine would cut a line short, and the cache would keep it so
    tokenizeTimeLimit: 0,
    transformers: [asClasses, lines(code, mark)],
  });
  return html.slice(html.indexOf('<code>') + '<code>'.length, html.lastIndexOf('</code>'));
}

/**
 * `style="color:var(--token-keyword)"` becomes `class="tok-keyword"`; plain text needs neither.
 * Names of variables count as plain text, constant or not, as they do in the editor.
 */
const asClasses: ShikiTransformer = {
  name: 'tasque:classes',
  span(node, _line, _column, _lineElement, token) {
    const kind = /var\(--token-([\w-]+)\)/.exec(String(node.properties.style ?? ''))?.[1];
    delete node.properties.style;
    const isVariable = token.explanation?.some(({ scopes }) =>
      /^variable\.other\./.test(scopes.at(-1)?.scopeName ?? ''),
    );
    if (kind && !isVariable) this.addClassToHast(node, `tok-${kind}`);
  },
};

/** Sets a line's indent apart, and puts a `<wbr>` wherever else it may break. */
function breakable(line: Element, indent: number, breaks: readonly number[]): void {
  let at = 0;
  const within = (node: ElementContent): ElementContent[] => {
    if (node.type === 'element') {
      const children = node.children.flatMap(within);
      // plain text needs no span
      return Object.keys(node.properties).length > 0 ? [{ ...node, children }] : children;
    }
    if (node.type !== 'text') return [node];
    const from = at;
    at += node.value.length;
    const cuts = [indent, ...breaks].filter((cut) => cut > from && cut < at);
    const bounds = [from, ...cuts, at];
    return bounds.slice(1).flatMap((to, nth): ElementContent[] => {
      const text = {
        type: 'text' as const,
        value: node.value.slice(bounds[nth]! - from, to - from),
      };
      if (to <= indent) return [element('span', { class: 'in' }, [text])];
      return breaks.includes(bounds[nth]!) ? [element('wbr'), text] : [text];
    });
  };
  line.children = line.children.flatMap(within);
}
const element = (
  tagName: string,
  properties: Element['properties'] = {},
  children: ElementContent[] = [],
): Element => ({ type: 'element', tagName, properties, children });

/** Marks lines, and tells each line's indent, so that it can go on further in: see base.css. */
const lines = (code: string, mark: string | undefined): ShikiTransformer => ({
  name: 'tasque:lines',
  line(node, number) {
    const text = code.split('\n')[number - 1]!;
    const indent = indentOf(text);
    if (indent !== '') node.properties.style = `--in:${indent.length}`;
    breakable(node, indent.length, breaksIn(text));
    if (mark !== undefined && text.includes(mark)) this.addClassToHast(node, 'marked');
  },
});
