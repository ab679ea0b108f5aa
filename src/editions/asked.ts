// The questions at a chapter's end, and their answers at the end of the book.
import type { Document } from './book.ts';
import { nothingKept, onPaper, withLength } from './on-paper.ts';
import { attribute, findAll, h, is, isElement, like, need, textOf } from './tree.ts';
import type { Element, Node } from './tree.ts';

/** A question's answers, with the letters that they have on paper. */
export interface Answered {
  id: string;
  title: Node[];
  right: string[];
  told: { letter: string; text: Node[]; isRight: boolean; told: Node[] }[];
  so: Node[];
}

const LETTERS = 'ABCDEFGH';
const inside = (element: Element): Node[] => onPaper(element.childNodes, nothingKept());

/**
 * @param page Of the questions of a chapter.
 * @param document The chapter's id.
 */
export function askedIn(
  page: Parameters<typeof need>[0],
  document: string,
): { section: Node[]; answers: Answered[] } {
  const boxes = findAll(page, 'question-box');
  const answers = boxes.map((box) => answered(box));
  const asked = boxes.map((box, at) => {
    const { id, title } = answers[at]!;
    const steps = findAll(box, 'form');
    return h(
      'div',
      { class: 'question', id: `question-${id}` },
      h('h3', {}, title),
      inside(need(box, 'div')).map(asListing),
      steps.map((form, step) =>
        stepOf(form, step, step === steps.length - 1 && `to:answers#${document}-${id}`),
      ),
    );
  });
  return {
    section: [
      h(
        'section',
        { class: 'questions' },
        h('h2', { id: 'three-questions' }, 'Three questions'),
        asked,
      ),
    ],
    answers,
  };
}

/** What's asked, with what may be answered; the last of them leads to the answer. They stay on one page. */
const stepOf = (form: Element, step: number, toAnswer: string | false): Element =>
  h(
    'div',
    { class: 'step' },
    h('p', { class: 'ask' }, inside(need(form, 'legend'))),
    h(
      'ul',
      { class: 'choices' },
      findAll(form, 'label').map((label, choice) =>
        h('li', {}, h('b', {}, letterOf(step, choice)), ' ', inside(need(label, 'span'))),
      ),
    ),
    toAnswer && h('p', { class: 'to-solution' }, h('a', { href: toAnswer }, 'The answer, and why')),
  );

/** A program may break where a listing may. */
const asListing = (node: Node): Node =>
  isElement(node) && is(node, 'pre')
    ? like(node, node.childNodes, { class: withLength('code', textOf(node)) })
    : node;

/** A, B and C are answers; 1, 2 and 3 are reasons. */
const letterOf = (step: number, choice: number): string =>
  step === 0 ? LETTERS[choice]! : String(choice + 1);

function answered(box: Element): Answered {
  const told = need(box, 'details.told');
  const byName = new Map(
    findAll(told, 'div').flatMap((one) => {
      const name = attribute(one, 'data-told');
      return name === undefined ? [] : [[name, one] as const];
    }),
  );
  const choices = findAll(box, 'form').flatMap((form, step) =>
    findAll(form, 'label').map((label, choice) => {
      const value = attribute(need(label, 'input'), 'value')!;
      const text = byName.get(`${attribute(form, 'data-step')!}-${value}`)!;
      return {
        letter: letterOf(step, choice),
        text: inside(need(label, 'span')),
        isRight: value === attribute(form, 'data-right'),
        told: inside(text),
      };
    }),
  );
  return {
    id: attribute(box, 'data-question')!,
    title: inside(need(box, 'h3')),
    right: choices.filter(({ isRight }) => isRight).map(({ letter }) => letter),
    told: choices,
    so: inside(need(told, '.so')),
  };
}

const isSomething = (nodes: readonly Node[]): boolean => textOf(...nodes).trim() !== '';

/** All answers as a document of the book. */
export function answersOf(asked: ReadonlyMap<Document, readonly Answered[]>): Document {
  return {
    id: 'answers',
    title: 'Answers',
    sections: [...asked.keys()].map((chapter) => ({ id: chapter.id, title: titleOf(chapter) })),
    body: [...asked].flatMap(([chapter, questions]) => [
      h('h2', { id: chapter.id }, titleOf(chapter)),
      ...questions.map((one) =>
        h(
          'div',
          { class: 'answered', id: `${chapter.id}-${one.id}` },
          h('h3', {}, one.title),
          h(
            'p',
            { class: 'right' },
            h('b', {}, one.right.join(', because of ')),
            h(
              'span',
              { class: 'back' },
              ' ',
              h('a', { href: `to:${chapter.id}#question-${one.id}` }, 'The question'),
            ),
          ),
          one.so,
          h(
            'ul',
            { class: 'choices' },
            one.told
              .filter(({ isRight, told }) => !isRight && isSomething(told))
              .map(({ letter, told }) => h('li', {}, h('b', {}, letter), ' ', told)),
          ),
        ),
      ),
    ]),
  };
}
export const titleOf = ({ number, title }: Document): string =>
  number ? `${number} ${title}` : title;
