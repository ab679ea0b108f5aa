import { CPYTHON, inCPython } from '../../../book/cpython.ts';
import type { InMarkdown } from '../in-markdown.ts';

export default (({ of }, text) =>
  `[\`${of!.split(':')[0]}\` in CPython ${CPYTHON}](${inCPython(of!).url}): ${text}`) satisfies InMarkdown;
