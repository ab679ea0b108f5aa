// The kinds of token that the listings have, by the names that src/styles gives them: for the
// editor, and for lines of code that a reader's browser shows elsewhere.
import { tagHighlighter, tags } from '@lezer/highlight';

export const colours = tagHighlighter([
  { tag: [tags.keyword, tags.operator, tags.self, tags.typeOperator], class: 'tok-keyword' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], class: 'tok-string' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.typeName], class: 'tok-constant' },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.className],
    class: 'tok-function',
  },
  { tag: tags.comment, class: 'tok-comment' },
  { tag: [tags.punctuation, tags.bracket], class: 'tok-punctuation' },
]);
