import { createTwoFilesPatch } from 'diff';
import { due } from '../../../book/due.ts';
import { fence, type InMarkdown } from '../in-markdown.ts';

export default (({ from, to, symbol, was = symbol }, _, { at }) =>
  fence(
    'diff',
    createTwoFilesPatch(
      `code/${from}`,
      `code/${to}`,
      `${due(from!, { symbol: was }, at).code}\n`,
      `${due(to!, { symbol }, at).code}\n`,
    ).replace(/^=+\n/, ''),
  )) satisfies InMarkdown;
