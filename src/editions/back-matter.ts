// What comes after the chapters: solutions, the glossary, the map to asyncio.
import { diffLines } from 'diff';
import { titleOf } from './asked.ts';
import type { Document } from './book.ts';
import {
  nothingKept,
  onPaper,
  withLength,
  type Exercise,
  type Kept,
  type Step,
} from './on-paper.ts';
import { attribute, find, findAll, h, is, like, need, rewrite, textOf } from './tree.ts';
import type { Element, Node } from './tree.ts';

/** The hints and solutions of all exercises, and the hints of all steps. In a solution what's new has a mark. */
export function solutionsOf(read: readonly { document: Document; kept: Kept }[]): Document {
  const having = read.filter(({ kept }) => kept.exercises.length + kept.steps.length > 0);
  return {
    id: 'solutions',
    title: 'Hints and solutions',
    sections: having.map(({ document }) => ({ id: document.id, title: titleOf(document) })),
    body: [
      h(
        'p',
        {},
        'Each hint says more than the one before. In a solution, a line down the side marks what’s new. The steps of the library have hints and no solution: that’s the library itself.',
      ),
      ...having.flatMap(({ document, kept }) => [
        h('h2', { id: document.id }, titleOf(document)),
        ...kept.exercises.map((exercise) => solution(document, exercise)),
        ...kept.steps.map((step) => hintsOfStep(document, step)),
      ]),
    ],
  };
}

function solution({ id }: Document, { name, kind, given, hints, solution }: Exercise): Element {
  return h(
    'section',
    { class: 'solution', id: `${id}-${name}` },
    h('h3', {}, `${kind}: `, h('code', {}, name)),
    h('p', { class: 'back' }, h('a', { href: `to:${id}#exercise-${name}` }, 'The exercise')),
    listOf(hints),
    h(
      'pre',
      { class: withLength('code', textOf(solution)) },
      onPaper(withNewMarked(given, solution), nothingKept()),
    ),
  );
}

const hintsOfStep = ({ id }: Document, step: Step): Element =>
  h(
    'section',
    { class: 'hints-of-step', id: `${id}-${step.id}` },
    h('h3', {}, step.title),
    h('p', { class: 'back' }, h('a', { href: `to:${id}#${step.id}` }, 'The step')),
    listOf(step.hints),
  );
const listOf = (hints: readonly Node[][]): Element =>
  h(
    'ol',
    { class: 'hints' },
    hints.map((hint) => h('li', {}, hint)),
  );

/** The lines of a solution, those marked that what was given doesn't have. */
function withNewMarked(given: Element, solution: Element): Node[] {
  const isNew = diffLines(
    `${textOf(given).trimEnd()}\n`,
    `${textOf(solution).trimEnd()}\n`,
  ).flatMap(({ removed, added, count }) =>
    removed ? [] : Array.from({ length: count }, () => added),
  );
  let line = 0;
  return rewrite(solution.childNodes, (element, inside) =>
    is(element, '.line') && isNew[line++]
      ? [like(element, inside(), { class: 'line new' })]
      : undefined,
  );
}

export function glossaryOf(page: Parameters<typeof need>[0]): Document {
  return {
    id: 'glossary',
    title: 'Glossary',
    sections: [],
    body: [
      h(
        'dl',
        {},
        findAll(need(page, '.glossary'), 'section').map((section) => {
          const term = need(section, 'h2');
          return [
            h(
              'dt',
              { id: attribute(term, 'id') },
              h('dfn', {}, onPaper(term.childNodes, nothingKept())),
            ),
            h('dd', {}, onPaper(need(section, 'p').childNodes, nothingKept())),
          ];
        }),
      ),
    ],
  };
}

export function mapOf(page: Parameters<typeof need>[0]): Document {
  const map = need(page, '.map');
  const sections = findAll(map, 'h2').map((heading) => ({
    id: attribute(heading, 'id')!,
    title: textOf(heading),
  }));
  const first = find(map, 'p');
  return {
    id: 'map',
    title: textOf(need(map, 'h1')),
    sections,
    body: onPaper(
      map.childNodes.filter((node) => !('tagName' in node) || !is(node, 'h1')),
      nothingKept(),
    ).filter((node) => node !== first),
  };
}
