import { due } from '../../../book/due.ts';
import { fence, type InMarkdown } from '../in-markdown.ts';

export default (({ of, symbol, region }, _, { at }) =>
  `From \`code/${of}\`:\n\n${fence('ts', due(of!, { symbol, region }, at).code)}`) satisfies InMarkdown;
