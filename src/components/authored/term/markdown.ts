import type { InMarkdown } from '../in-markdown.ts';

export default ((_, text) => text) satisfies InMarkdown;
