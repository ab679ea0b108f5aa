// A question where there's no browser: what's so is folded, as the output of a prediction is.
import type { Block, Choice, Question } from '../../book/question-file.ts';

const block = (one: Block): string =>
  one.kind === 'code'
    ? `\`\`\`${one.language}\n${one.code}\n\`\`\``
    : one.markdown.replace(/^ +/gm, '');
const blocks = (all: readonly Block[]): string => all.map(block).join('\n\n');
const offered = (choices: readonly Choice[]): string =>
  choices.map(({ text }) => `- ${text}`).join('\n');
const told = (choices: readonly Choice[]): string =>
  choices
    .map(({ text, isRight, told }) => `${isRight ? '✓' : '✗'} ${text}\n\n${blocks(told)}`.trim())
    .join('\n\n');

/** Its links lead to sections of the chapter, which it's a part of. */
export const questionAsMarkdown = (one: Question): string =>
  `### ${one.title}

${[blocks(one.asked), one.question].join('\n\n').trim()}

${offered(one.answers)}

<details>
<summary>The answer, and why</summary>

${told(one.answers)}

${one.why}

${told(one.reasons)}

${blocks(one.so)}

</details>
`;
