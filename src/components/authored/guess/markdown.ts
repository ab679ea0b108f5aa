import type { InMarkdown } from '../in-markdown.ts';

// nothing is guessed where there's nowhere to write it
export default (() => '') satisfies InMarkdown;
