// What an author can get wrong in a `<Predict>`: its parts elsewhere, or words for a wrong guess that
// no guess, or a right one, would be.
import { linesOf, whyNoGuess, type Pattern } from '../book/guesses.ts';
import type { Mdx, MdxElement } from '../book/mdx.ts';
import type { Slip } from './slip.ts';

const isPart = ({ name }: MdxElement): boolean => name === 'Answer' || name === 'Guess';

/** @param outputOf What a program prints, if that is known. */
export function* inPredictions(
  mdx: Mdx,
  outputOf: (program: string) => string | undefined,
): Generator<Slip> {
  const { file, text } = mdx;
  const slip = ({ name, line, column }: MdxElement, message: string): Slip => ({
    file,
    line,
    column,
    message: `<${name}> ${message}`,
  });
  const isEmpty = ({ inside }: MdxElement): boolean =>
    text.slice(inside.start, inside.end).trim() === '';

  function* within(elements: readonly MdxElement[], parent?: MdxElement): Generator<Slip> {
    for (const element of elements) {
      yield* within(element.elements, element);
      if (!isPart(element)) continue;
      if (parent?.name !== 'Predict')
        yield slip(element, 'belongs between the tags of a <Predict>');
      else if (!isAlone(text, element))
        yield slip(element, 'is a paragraph of its own: leave an empty line before it');
      if (isEmpty(element)) yield slip(element, 'has no text: write it between the tags');
    }
    if (parent?.name === 'Predict') yield* inPredict(parent);
  }

  function* inPredict(predict: MdxElement): Generator<Slip> {
    const parts = predict.elements.filter(isPart);
    if (parts.length === 0) return;
    if (text.slice(predict.inside.start, parts[0]!.start).trim() === '')
      yield slip(predict, 'has no question: write it before what comes with the answer');
    for (const second of parts.filter(({ name }) => name === 'Answer').slice(1))
      yield slip(second, 'is the second one: a <Predict> has one');
    const output = outputOf(String(predict.attributes.of));
    if (output === undefined) return; // the build says so
    for (const part of parts) {
      if (part.name !== 'Guess') continue;
      const isOrdered = predict.attributes.order === true;
      const why = whyNoGuess(part.attributes as Pattern, linesOf(output), isOrdered);
      if (why !== undefined) yield slip(part, why);
    }
  }

  yield* within(mdx.elements);
}

/** Whether an element begins its line, and the line before it is empty, or ends a tag. */
function isAlone(text: string, { start }: MdxElement): boolean {
  const [line = '', before = ''] = text.slice(0, start).split('\n').reverse();
  return line.trim() === '' && (before.trim() === '' || before.trimEnd().endsWith('>'));
}
