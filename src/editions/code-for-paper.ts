// Code as it's set on paper: where a line may break, and where a listing may.
import { ALONE } from './on-paper.ts';
import {
  classesOf,
  h,
  is,
  isElement,
  like,
  rewrite,
  textOf,
  type Element,
  type Node,
} from './tree.ts';

/** So many lines without an empty one among them stay together. */
const TOGETHER = 8;
/** A comment stays with so many lines of what's below it, if that's no more than this in all. */
const BELOW_COMMENT = 2;
const WITH_COMMENT = 12;

/** @param pre A listing. It breaks between functions rather than inside of a short one. */
export function codeForPaper(pre: Element): Element {
  const isShort = is(pre, '.short');
  return like(
    pre,
    pre.childNodes.map((code) => {
      if (!isElement(code)) return code;
      const lines = rewrite(code.childNodes, (one) =>
        is(one, '.line') ? [asFewPieces(one)] : undefined,
      );
      return like(code, isShort ? lines : inPieces(lines));
    }),
  );
}

interface Piece {
  nodes: Node[];
  /** Whether it stays on one page. */
  isWhole: boolean;
}

/** What's between two empty lines in an element of its own. */
function inPieces(nodes: readonly Node[]): Node[] {
  const between: Node[][] = [[]];
  let isAfterEmpty = false;
  for (const node of nodes.flatMap(lineByLine)) {
    if (isElement(node) && isAfterEmpty && !isEmpty(node)) between.push([]);
    if (isElement(node)) isAfterEmpty = isEmpty(node);
    between.at(-1)!.push(node);
  }
  const pieces = between.flatMap(withCommentWhole);
  return pieces.map(({ nodes: piece, isWhole }, at) => {
    const isAlone = linesIn(piece) < ALONE;
    const classes = [
      'piece',
      isWhole && 'short',
      isAlone && at === 0 && 'with-next',
      isAlone && at === pieces.length - 1 && 'with-last',
    ];
    return h('span', { class: classes.filter(Boolean).join(' ') }, piece);
  });
}
const isEmpty = (element: Element): boolean => textOf(element).trim() === '';
const linesIn = (piece: readonly Node[]): number => piece.filter((node) => isElement(node)).length;

/** Lines that came or went together, each by itself. */
const lineByLine = (node: Node): Node[] =>
  isElement(node) && /^(ins|del)$/.test(node.tagName)
    ? node.childNodes.map((line) => (isElement(line) ? like(node, [line]) : line))
    : [node];

/** Too long to stay together, it's in two if it begins with a comment, which doesn't stay behind. */
function withCommentWhole(nodes: Node[]): Piece[] {
  if (linesIn(nodes) <= TOGETHER) return [{ nodes, isWhole: true }];
  const end = nodes.findIndex((node) => textOf(node).includes('*/'));
  const below = nodes.flatMap((node, at) => (isElement(node) && at > end ? [at] : []));
  const cut = below[BELOW_COMMENT];
  const isCommented = textOf(...nodes)
    .trimStart()
    .startsWith('/**');
  if (!isCommented || !cut || linesIn(nodes.slice(0, cut)) > WITH_COMMENT)
    return [{ nodes, isWhole: false }];
  return [
    { nodes: nodes.slice(0, cut), isWhole: true },
    { nodes: nodes.slice(cut), isWhole: false },
  ];
}

/** A name in a sentence may go on below: behind a sign, or before a capital letter. */
export const withBreaks = (code: Element): Element =>
  like(
    code,
    code.childNodes.flatMap((node) =>
      isElement(node)
        ? [withBreaks(node)]
        : textOf(node)
            .split(/(?<=[._(/])(?=\w)|(?<=[a-z])(?=[A-Z])/)
            .flatMap((part, at) => h('i', {}, at > 0 && h('wbr', {}), part).childNodes),
    ),
  );

/** So many signs of code a line has room for. */
const WIDTH = 84;

/**
 * A line of code in as few pieces as its colours take: each piece is an object in the PDF. Where it may
 * break is told only of one that has to.
 */
export function asFewPieces(line: Element): Element {
  const isWide = textOf(line).length > WIDTH;
  const flat = (nodes: readonly Node[]): Node[] =>
    nodes.flatMap((node) => {
      if (!isElement(node)) return [node];
      if (node.tagName === 'wbr') return isWide ? [node] : [];
      const inside = joined(flat(node.childNodes));
      return node.tagName === 'span' && !COLOURED.test(classesOf(node)[0] ?? '')
        ? inside
        : [like(node, inside)];
    });
  return like(line, joined(flat(line.childNodes)));
}
const COLOURED = /^(tok-(keyword|string|string-expression|constant|function|comment)|number)$/;
/** Neighbouring texts as one. */
const joined = (nodes: readonly Node[]): Node[] => {
  const all: Node[] = [];
  for (const node of nodes) {
    const last = all.at(-1);
    if (last && !isElement(node) && !isElement(last))
      all.splice(-1, 1, ...h('i', {}, textOf(last, node)).childNodes);
    else all.push(node);
  }
  return all;
};
