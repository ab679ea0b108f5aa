import { whenPassed } from '../../../book/real-node.ts';
import type { InMarkdown } from '../in-markdown.ts';

export default (() => whenPassed()) satisfies InMarkdown;
