// The questions of a chapter, as an author writes them in content/questions/ (the README there says
// how). Text in, data out; what's wrong is told with its line.
import { slug } from 'github-slugger';
import { markdownToMdast } from 'satteri';
import { AuthorError } from './author-error.ts';

/** A part of what's written. */
export type Block =
  { kind: 'prose'; markdown: string } | { kind: 'code'; language: string; code: string };

/** An answer, or a reason. */
export interface Choice {
  /** A paragraph of Markdown. */
  text: string;
  isRight: boolean;
  /** What a reader is told who chose it. */
  told: readonly Block[];
  /** The lines that it says are printed. */
  prints: readonly string[];
}

export interface Question {
  /** Made of its title: a reader's answers are kept under it. */
  id: string;
  title: string;
  line: number;
  asked: readonly Block[];
  /** A paragraph of Markdown. */
  question: string;
  answers: readonly Choice[];
  /** Asks for the reason. */
  why: string;
  reasons: readonly Choice[];
  so: readonly Block[];
  /** The ids of the chapter's sections that it links to, each with its line. */
  sections: readonly { id: string; line: number }[];
  /** The program, if the question is what it prints. */
  program?: string;
}

/** Each chapter has so many. */
const QUESTIONS = 3;

/** Of the parser's tree. */
type Node = any;

/** @throws {AuthorError} with the file and the line of what's wrong. */
export function readQuestions(text: string, file: string): Question[] {
  const wrong: Wrong = (at, message) => {
    throw new AuthorError(`${file}:${at?.position.start.line ?? 1}:1: ${message}`);
  };
  const groups: Node[][] = [];
  for (const node of (markdownToMdast(text) as Node).children as Node[]) {
    if (node.type === 'heading' && node.depth === 2) groups.push([node]);
    else if (groups.length > 0) groups.at(-1)!.push(node);
    else wrong(node, 'comes before the first question: begin with its title, as in "## A title"');
  }
  if (groups.length !== QUESTIONS)
    wrong(groups[QUESTIONS]?.[0], `a chapter has ${QUESTIONS} questions, and this file ${groups.length}`); // prettier-ignore
  return groups.map((nodes) => questionIn(text, nodes, wrong));
}

type Wrong = (at: Node | undefined, message: string) => never;

function questionIn(text: string, [heading, ...nodes]: Node[], wrong: Wrong): Question {
  const { asked, answers, why, reasons, so } = partsOf(heading, nodes, wrong);
  const title = insideOf(text, heading);
  const question = asked.pop();
  if (question?.type !== 'paragraph')
    wrong(answers, 'the answers follow a paragraph: write the question there');
  const programs = asked.filter(({ type, meta }) => type === 'code' && meta === 'prints');
  if (programs.length > 1) wrong(programs[1], 'a question is about what one program prints');
  const found: Question = {
    id: slug(title.replaceAll('`', '')),
    title,
    line: heading.position.start.line,
    asked: blocksOf(text, asked),
    question: sliceOf(text, question),
    answers: choicesIn(text, answers, [3, 4], wrong),
    why: insideOf(text, why),
    reasons: choicesIn(text, reasons, [3, 3], wrong),
    so: blocksOf(text, so),
    sections: so.flatMap(sectionsIn),
    ...(programs[0] && { program: programs[0].value as string }),
  };
  if (found.sections.length === 0)
    wrong(
      so[0],
      'links to no section of the chapter: say where it’s told, as in [so](#one-yield-two-moments)',
    );
  return found;
}

/** A question, its answers, the question for the reason, reasons, and what's so. */
function partsOf(heading: Node, nodes: Node[], wrong: Wrong) {
  const isWhy = ({ type, depth }: Node): boolean => type === 'heading' && depth === 3;
  const at = nodes.findIndex(isWhy);
  const why = nodes[at];
  if (!why)
    wrong(
      heading,
      'has no reasons: ask for them after the answers, as in "### Why?", and list them',
    );
  const again = nodes.slice(at + 1).find(isWhy);
  if (again) wrong(again, 'asks for the reason a second time');
  const asked = nodes.slice(0, at);
  const answers = asked.pop();
  if (answers?.type !== 'list')
    wrong(heading, 'has no list of answers before it asks for the reason');
  const [reasons, ...so] = nodes.slice(at + 1);
  if (reasons?.type !== 'list') wrong(why, 'isn’t followed by a list of reasons');
  if (so.length === 0) wrong(heading, 'doesn’t say what’s so: write it below the reasons');
  return { asked, answers, why, reasons, so };
}

function choicesIn(
  text: string,
  list: Node,
  [least, most]: [number, number],
  wrong: Wrong,
): Choice[] {
  const items: Node[] = list.children;
  const count = least === most ? least : `${least} or ${most}`;
  if (items.length < least! || items.length > most!)
    wrong(list, `has ${items.length} items: there are ${count}`);
  const choices = items.map((item): Choice => {
    if (typeof item.checked !== 'boolean') wrong(item, 'is neither "- [ ]" nor "- [x]"');
    const [first, ...rest] = item.children as Node[];
    if (first?.type !== 'paragraph')
      wrong(item, 'begins with no paragraph: write what’s chosen there');
    if (!item.checked && rest.length === 0)
      wrong(item, 'is wrong, and readers aren’t told why: write it below, indented by two blanks');
    return {
      text: sliceOf(text, first),
      isRight: item.checked,
      told: blocksOf(text, rest),
      prints: codesIn(first),
    };
  });
  const right = choices.filter(({ isRight }) => isRight).length;
  if (right !== 1) wrong(list, `has ${right} right items: mark one of them with "- [x]"`);
  const texts = choices.map((choice) => choice.text);
  const twice = texts.findIndex((one, nth) => texts.indexOf(one) < nth);
  if (twice >= 0) wrong(items[twice], 'is there twice');
  return choices;
}

const sliceOf = (text: string, { position }: Node): string =>
  text.slice(position.start.offset, position.end.offset);
/** What's in a heading. */
const insideOf = (text: string, node: Node): string =>
  text.slice(node.children[0]?.position.start.offset, node.children.at(-1)?.position.end.offset);

const blocksOf = (text: string, nodes: readonly Node[]): Block[] =>
  nodes.map((node) =>
    node.type === 'code'
      ? { kind: 'code', language: node.lang ?? 'text', code: node.value }
      : { kind: 'prose', markdown: sliceOf(text, node) },
  );

const codesIn = ({ type, value, children = [] }: Node): string[] =>
  type === 'inlineCode' ? [value] : children.flatMap(codesIn);

const sectionsIn = ({
  type,
  url,
  position,
  children = [],
}: Node): { id: string; line: number }[] => [
  ...(type === 'link' && url.startsWith('#')
    ? [{ id: url.slice(1), line: position.start.line }]
    : []),
  ...children.flatMap(sectionsIn),
];
