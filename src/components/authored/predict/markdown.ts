import { ANSWER } from '../answer/markdown.ts';
import type { InMarkdown } from '../in-markdown.ts';
import { listed, printed } from '../program/markdown.ts';

export default (({ of }, text) => {
  const [question = '', answer = ''] = text.split(ANSWER);
  const folded = `${printed(of!)}\n\n${answer.trim()}`.trim();
  return `**Before you run it.** ${question.trim()}\n\n${listed(of!)}\n\n<details>\n<summary>What it prints</summary>\n\n${folded}\n\n</details>`;
}) satisfies InMarkdown;
