import { inWords } from '../../../book/figures.ts';
import type { InMarkdown } from '../in-markdown.ts';

export default (({ of }, text) =>
  `> Picture: ${inWords(of!)}${text && `\n>\n> ${text.replaceAll('\n', '\n> ')}`}`) satisfies InMarkdown;
