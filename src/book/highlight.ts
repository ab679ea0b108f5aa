// Code to HTML. Colours are classes, one for each kind of token; the style sheet and the editor share them.
import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore, type ShikiTransformer } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import typescript from 'shiki/langs/typescript.mjs';
import { AuthorError } from './sources.ts';

const THEME = createCssVariablesTheme({ name: 'tasque', variablePrefix: '--', fontStyle: false });
let highlighter: Promise<HighlighterCore> | undefined;

/**
 * What belongs inside `<code>`: a span for each line, in it one for each token.
 * @param mark Lines to mark, as in `2,4-6`; they count from 1 in the code that is shown.
 * @throws {AuthorError} for marks outside the code.
 */
export async function highlight(code: string, mark?: string): Promise<string> {
  highlighter ??= createHighlighterCore({ langs: [typescript], themes: [THEME], engine: createJavaScriptRegexEngine() });
  const marked = linesOf(mark, code.split('\n').length);
  const html = (await highlighter).codeToHtml(code, { lang: 'typescript', theme: 'tasque', transformers: [asClasses, markLines(marked)] });
  return html.slice(html.indexOf('<code>') + '<code>'.length, html.lastIndexOf('</code>'));
}

/** `style="color:var(--token-keyword)"` becomes `class="tok-keyword"`; plain text needs neither. */
const asClasses: ShikiTransformer = {
  name: 'tasque:classes',
  span(node) {
    const kind = /var\(--token-([\w-]+)\)/.exec(String(node.properties.style ?? ''))?.[1];
    delete node.properties.style;
    if (kind) this.addClassToHast(node, `tok-${kind}`);
  },
};

const markLines = (marked: ReadonlySet<number>): ShikiTransformer => ({
  name: 'tasque:mark',
  line(node, line) {
    if (marked.has(line)) this.addClassToHast(node, 'marked');
  },
});

function linesOf(mark: string | undefined, count: number): Set<number> {
  const lines = new Set<number>();
  for (const range of mark?.split(',') ?? []) {
    const [, from, to = from] = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(range) ?? [];
    if (from === undefined || Number(from) < 1 || Number(to) > count || Number(from) > Number(to))
      throw new AuthorError(`mark="${mark}" is no list of lines between 1 and ${count}, such as "2,4-6"`);
    for (let line = Number(from); line <= Number(to); line++) lines.add(line);
  }
  return lines;
}
