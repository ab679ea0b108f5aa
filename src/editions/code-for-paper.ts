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
const TOGETHER = 6;

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

/** What's between two empty lines in an element of its own. */
function inPieces(nodes: readonly Node[]): Node[] {
  const pieces: Node[][] = [[]];
  let isAfterEmpty = false;
  for (const node of nodes) {
    if (isElement(node) && isAfterEmpty && !isEmpty(node)) pieces.push([]);
    if (isElement(node)) isAfterEmpty = isEmpty(node);
    pieces.at(-1)!.push(node);
  }
  return pieces.map((piece, at) => {
    const lines = piece.filter((node) => isElement(node)).length;
    const classes = [
      'piece',
      lines <= TOGETHER && 'short',
      lines < ALONE && at === 0 && 'with-next',
      lines < ALONE && at === pieces.length - 1 && 'with-last',
    ];
    return h('span', { class: classes.filter(Boolean).join(' ') }, piece);
  });
}
const isEmpty = (element: Element): boolean => textOf(element).trim() === '';

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
