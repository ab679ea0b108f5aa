// The language of what is shown and edited: TypeScript, as the editor's parser reads it. That takes a
// `yield` with nothing after it for a name, which it was before generators.
import { typescriptLanguage } from '@codemirror/lang-javascript';
import { NodeType, Parser, parseMixed, Tree, type PartialParse } from '@lezer/common';
import { styleTags, tags } from '@lezer/highlight';

const KEYWORD = NodeType.define({
  id: 0,
  name: 'yield',
  top: true,
  props: [styleTags({ yield: tags.keyword })],
});

/** Reads all that it is given as one keyword. */
class KeywordParser extends Parser {
  createParse(...[, , ranges]: Parameters<Parser['createParse']>): PartialParse {
    const { from } = ranges[0]!;
    const { to } = ranges.at(-1)!;
    return {
      parsedPos: to,
      stoppedAt: null,
      stopAt() {},
      advance: () => new Tree(KEYWORD, [], [], to - from),
    };
  }
}
const keyword = new KeywordParser();
const WORD = 'yield';

export const language = typescriptLanguage.configure({
  wrap: parseMixed(({ name, from, to }, input) =>
    name === 'VariableName' && to - from === WORD.length && input.read(from, to) === WORD
      ? { parser: keyword }
      : null,
  ),
});
