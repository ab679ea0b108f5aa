// What each thing of a chapter's page stands for where nothing can be pressed. The table is the only
// list of them; what it doesn't name stays as it is.
import {
  attribute,
  classesOf,
  find,
  findAll,
  h,
  is,
  isElement,
  like,
  need,
  rewrite,
  textOf,
} from './tree.ts';
import type { Element, Node } from './tree.ts';

/** So many lines of code fit on a fifth of a page, and stay together. */
const SHORT = 10;
/** Fewer lines than these don't stand alone on a page. */
export const ALONE = 4;
/** So many signs a line has on a small screen. */
const NARROW = 40;
/** So many cards of tasks and futures do, too. */
const FEW = 3;
/** Runs with no more events than this are told event by event. */
const TOLD = 24;

/** What a chapter gives to the back of the book. */
export interface Kept {
  exercises: Exercise[];
  steps: Step[];
}
/** A step of the library, which has hints and no solution: that's the library. */
export interface Step {
  /** `step-12` */
  id: string;
  title: Node[];
  hints: Node[][];
}
export const nothingKept = (): Kept => ({ exercises: [], steps: [] });
export interface Exercise {
  /** `running-average` */
  name: string;
  kind: string;
  given: Element;
  hints: Node[][];
  solution: Element;
}

type Inside = () => Node[];
type Stands = (element: Element, inside: Inside, kept: Kept) => readonly Node[];

const gone: Stands = () => [];

const STANDS_FOR: readonly (readonly [like: string, Stands])[] = [
  // for a screen only
  ...[
    'button',
    'form',
    'input',
    'select',
    'script',
    'style',
    'template',
    'dialog',
    'meta',
    'try-it',
  ].map((tag) => [tag, gone] as const),
  ['label.all-asides', gone],
  ['.visually-hidden', gone],
  ['nav.contents', gone],
  ['.folds', gone],
  ['aside.names', gone],
  ['.of-this-page', gone],
  ['nav.ways', gone],
  ['.asks', gone],
  ['.rows', pictureInRows],
  ['.definition', gone],
  ['.standing', gone],
  ['.begin', gone],
  ['.so-far', gone],
  ['.hint', gone],
  ['.on-screen', gone],
  ['program-box', (box, _, kept) => [programFigure(box, kept)]],
  ['predict-box', predictionFigure],
  ['exercise-box', exerciseFigure],
  ['figure.listing', listingFigure],
  ['trace-timeline', (timeline, _, kept) => [timelineFigure(timeline, kept)]],
  [
    'span.term',
    (_, inside) => onlyIn(inside(), 'a').map((a) => like(a, a.childNodes, { class: 'term' })),
  ],
  ['details.on-the-side', (_, inside) => [h('section', { class: 'on-the-side' }, inside())]],
  ['details', (_, inside) => [h('div', { class: 'whole' }, inside())]],
  [
    'summary',
    (summary, inside) => (find(summary, 'h2') ? inside() : [h('p', { class: 'label' }, inside())]),
  ],
  ['div.asyncio', asyncioNote],
  [
    'section.printed',
    (section, inside) =>
      textOf(need(section, 'pre')).trim() === '' ? [] : [like(section, inside())],
  ],
  [
    'section.build-it',
    (section, inside, kept) => [
      h(
        'section',
        { class: 'build-it', 'aria-labelledby': attribute(section, 'aria-labelledby') },
        withLinksToHints(inside(), section, kept),
      ),
    ],
  ],
  ['.line', codeLine],
];

/** @param nodes Of a chapter's page. */
export const onPaper = (nodes: readonly Node[], kept: Kept): Node[] =>
  rewrite(nodes, (element, inside) => {
    if (attribute(element, 'hidden') !== undefined) return [];
    return STANDS_FOR.find(([what]) => is(element, what))?.[1](element, inside, kept);
  });

const onlyIn = (nodes: readonly Node[], tag: string): Element[] =>
  nodes.filter((node): node is Element => isElement(node) && node.tagName === tag);

/** What's between an element's tags, on paper. */
const within = (element: Element | undefined, kept: Kept): Node[] =>
  element ? onPaper(element.childNodes, kept) : [];

/** A line of code: how far it's set in is a class, which every reader knows. */
function codeLine(line: Element, inside: Inside): Node[] {
  const inset = /--in:\s*(\d+)/.exec(attribute(line, 'style') ?? '')?.[1];
  const classes = [...classesOf(line), inset && `in${inset}`].filter(Boolean).join(' ');
  return [like(line, inside(), { class: classes, style: undefined })];
}

const codeOf = (pre: Element, kept: Kept): Element =>
  h('pre', { class: withLength('code', textOf(pre)) }, within(pre, kept));
const linesOf = (text: string): number => text.trimEnd().split('\n').length;
export const withLength = (name: string, ...texts: string[]): string =>
  texts.reduce((sum, text) => sum + linesOf(text), 0) <= SHORT ? `${name} short` : name;
const nameOf = (box: Element): string => textOf(need(box, '.name'));

function programFigure(box: Element, kept: Kept): Element {
  const printed = attribute(box, 'data-judge') === undefined && find(box, 'samp');
  const orders = find(box, '.orders-told');
  const timeline = find(box, 'trace-timeline');
  const code = textOf(need(box, 'pre.code'));
  return h(
    'figure',
    {
      class: timeline ? 'program' : withLength('program', code, printed ? textOf(printed) : ''),
      id: attribute(box, 'id'),
    },
    h('figcaption', {}, h('code', {}, nameOf(box))),
    codeOf(need(box, 'pre.code'), kept),
    printed && printsOf(textOf(printed)),
    orders &&
      h(
        'div',
        { class: 'orders' },
        h('p', { class: 'label' }, 'In every order'),
        h('p', {}, textOf(orders)),
      ),
    timeline && timelineFigure(timeline, kept),
  );
}
const printsOf = (text: string): Element =>
  h(
    'div',
    { class: linesOf(text) < ALONE ? 'prints with-last' : 'prints' },
    h('p', { class: 'label' }, text.trim() === '' ? 'It prints nothing.' : 'Prints'),
    text.trim() !== '' &&
      h('pre', { class: withLength('output', text) }, h('samp', {}, outputOf(text.trimEnd()))),
  );
/** Lines that may be too long for a page are lines as in a listing: what goes on below has a mark there. */
function outputOf(text: string): Node[] | string {
  const lines = text.split('\n');
  return lines.some((line) => line.length > NARROW)
    ? lines.flatMap((line, at) => [
        ...(at > 0 ? h('i', {}, '\n').childNodes : []),
        h('span', { class: 'line' }, line),
      ])
    : text;
}

/** A prediction: what's asked comes first, and what the answer means right after the output. */
function predictionFigure(box: Element, _inside: Inside, kept: Kept): Node[] {
  const program = need(box, 'program-box');
  const answer = find(box, 'details.answer');
  return [
    h(
      'div',
      { class: 'predict' },
      togetherIfShort(
        h('div', { class: 'asked' }, within(find(box, '.question'), kept)),
        attribute(box, 'data-order') === undefined
          ? undefined
          : linesToOrder(textOf(need(program, 'samp'))),
        programFigure(program, kept),
      ),
      answer && h('div', { class: 'answer' }, withoutSummary(answer, kept)),
    ),
  ];
}
/** The lines by their letters, which isn't the order they're printed in. */
function linesToOrder(printed: string): Element {
  const answer = printed.trimEnd().split('\n');
  const sorted = answer.toSorted((a, b) => a.localeCompare(b, 'en'));
  const lines = sorted.join('\n') === answer.join('\n') ? sorted.toReversed() : sorted;
  return h(
    'div',
    { class: 'to-order' },
    h('p', { class: 'label' }, 'Put these lines in the order they’re printed in:'),
    h('pre', { class: 'output' }, h('samp', {}, lines.join('\n'))),
  );
}
/** What's asked isn't left behind at the foot of a page. */
const togetherIfShort = (...content: (Element | undefined)[]): Element => {
  const isShort = content.some((one) => one && is(one, '.program.short'));
  return h('div', { class: isShort ? 'short' : 'long' }, content);
};
const withoutSummary = (details: Element, kept: Kept): Node[] =>
  onPaper(
    details.childNodes.filter((node) => !isElement(node) || node.tagName !== 'summary'),
    kept,
  );

const hintsIn = (element: Element, kept: Kept): Node[][] =>
  findAll(element, '.hint').map((hint) => withoutSummary(hint, kept));

/** The steps of a chapter, whose hints go to the back of the book. */
function withLinksToHints(nodes: readonly Node[], section: Element, kept: Kept): Node[] {
  const steps = findAll(section, 'li').filter((li) => attribute(li, 'data-step') !== undefined);
  for (const step of steps)
    kept.steps.push({
      id: `step-${attribute(step, 'value')!}`,
      title: onPaper(need(step, 'h3').childNodes, kept),
      hints: hintsIn(step, kept),
    });
  return rewrite(nodes, (element, inside) => {
    if (attribute(element, 'data-step') === undefined) return undefined;
    const id = `step-${attribute(element, 'value')!}`;
    const link = h('a', { href: `to:solutions#{here}-${id}` }, 'Hints');
    return [like(element, [...inside(), h('p', { class: 'to-solution' }, link)], { id })];
  });
}

/** An exercise: its hints and its solution go to the back of the book. */
function exerciseFigure(box: Element, _inside: Inside, kept: Kept): Node[] {
  const program = need(box, 'program-box');
  const name = nameOf(program);
  const what = need(box, '.what');
  kept.exercises.push({
    name,
    kind: textOf(need(what, 'strong')).split(' · ')[0]!.replace('.', ''),
    given: need(program, 'pre.code'),
    hints: hintsIn(box, kept),
    solution: need(need(box, '.solution'), 'pre'),
  });
  return [
    h(
      'section',
      { class: 'exercise', id: `exercise-${name}` },
      togetherIfShort(
        h('div', { class: 'asked' }, within(what, kept)),
        programFigure(program, kept),
      ),
      h(
        'p',
        { class: 'to-solution' },
        h('a', { href: `to:solutions#{here}-${name}` }, 'Hints and a solution'),
      ),
    ),
  ];
}

function listingFigure(figure: Element, _inside: Inside, kept: Kept): Node[] {
  const caption = need(figure, 'figcaption');
  return [
    h(
      'figure',
      {
        class: withLength('listing', textOf(need(figure, 'pre'))),
        id: attribute(figure, 'id'),
        'aria-label': attribute(figure, 'aria-label'),
      },
      h('figcaption', {}, within(caption, kept)),
      codeOf(need(figure, 'pre'), kept),
    ),
  ];
}

/** One moment of a run, and all of it in words if that's short. */
function timelineFigure(timeline: Element, kept: Kept): Element {
  const told = findAll(need(timeline, '.all'), 'li');
  const events = Number(attribute(timeline, 'data-events'));
  return h(
    'div',
    { class: 'timeline', role: 'group', 'aria-label': 'Timeline' },
    h(
      'p',
      { class: 'sentence' },
      h(
        'span',
        { class: 'at' },
        textOf(need(timeline, '.at'))
          .replace(/\s*Step through it/, '')
          .trim(),
      ),
      ' ',
      textOf(need(timeline, '.sentence')),
    ),
    within(find(timeline, '.lanes-place'), kept).map((node) =>
      isElement(node) ? withPosition(node, attribute(timeline, 'style')) : node,
    ),
    pictureOf(need(timeline, '.pictures'), kept),
    events <= TOLD && events === told.length
      ? h(
          'div',
          { class: 'events' },
          h('p', { class: 'label' }, `All ${events} events, in words`),
          h(
            'ol',
            {},
            told.map((item) => h('li', {}, textOf(item))),
          ),
        )
      : h(
          'p',
          { class: 'note' },
          `The run has ${events === 300 ? 'more than 300' : events} events. On the site you can step through it.`,
        ),
  );
}
/** For a small screen: parts of the picture before it, which is told in words there. */
function pictureInRows(rows: Element): Node[] {
  const parts = onlyIn(rows.childNodes, 'svg');
  return [
    like(
      rows,
      parts.map((svg) => like(svg, svg.childNodes, { class: 'drawing', 'aria-hidden': 'true' })),
    ),
  ];
}
function pictureOf(pictures: Element, kept: Kept): Element {
  const cards = findAll(pictures, '.card').length + findAll(pictures, '.future').length;
  return h('div', { class: cards <= FEW ? 'short' : 'long' }, within(pictures, kept));
}
const withPosition = (lanes: Element, style: string | undefined): Element => {
  const at = /--position:\s*([\d.]+%)/.exec(style ?? '')?.[1];
  const [marked] = rewrite([lanes], (element, inside) =>
    element.tagName === 'b' && at ? [like(element, inside(), { style: `left: ${at}` })] : undefined,
  );
  return marked as Element;
};

/** What asyncio does, and on which line: on paper the line is told. */
function asyncioNote(note: Element, _inside: Inside, kept: Kept): Node[] {
  const [link] = onlyIn(note.childNodes, 'a');
  const where = link && /: (.+, line \d+)$/.exec(attribute(link, 'title') ?? '')?.[1];
  return [
    h(
      'div',
      { class: 'asyncio' },
      link &&
        h(
          'p',
          { class: 'place' },
          h('a', { href: attribute(link, 'href') }, within(link, kept)),
          where && [' ', h('span', { class: 'where' }, where)],
        ),
      onPaper(
        note.childNodes.filter((node) => node !== link),
        kept,
      ),
    ),
  ];
}
