// Knobs: constants of a program that a reader may turn. The program itself names them, by a comment on
// the line: `const tills = 2; // try 1 to 4`. So they are wherever its text is, and to turn one is to
// change that text.
import { typescriptLanguage } from '@codemirror/lang-javascript';
import type { SyntaxNode } from '@lezer/common';

interface Named {
  name: string;
  /** What it is set to, as the text says it, and where that is in the text. */
  literal: string;
  from: number;
  to: number;
}

/** One of so many numbers. */
export interface Scale extends Named {
  least: number;
  most: number;
  step: number;
  unit: string | undefined;
}

/** One of a few, as literals. */
export interface Choice extends Named {
  choices: readonly string[];
}

export type Knob = Scale | Choice;

/** Says what is wrong with a line that would name a knob. */
type Slip = (line: number, why: string) => void;

const NUMBER = String.raw`-?\d[\d_]*(?:\.\d+)?`;
const LITERAL = String.raw`(?:${NUMBER}|'[^'\\]*'|true|false)`;
const SCALE = new RegExp(`^(${NUMBER}) to (${NUMBER})(?: by (${NUMBER}))?(?:, in ([a-z]+))?$`);
const CHOICES = new RegExp(`^${LITERAL}(?:, ${LITERAL})* or ${LITERAL}$`);
const EACH = new RegExp(LITERAL, 'g');
const WHOLE = new RegExp(`^${LITERAL}$`);

const COMMENT = /^\/\/ try\b\s*(.*?)\s*$/;
/** What begins so is meant for a knob, wherever it is. */
const MEANT = /^(?:[-\d'"]|true\b|false\b)/;

const FORMS =
  "a knob is written “// try 1 to 8”, “// try 0 to 500 by 20, in ms” or “// try 'first' or 'last'”";

export const numberOf = (literal: string): number => Number(literal.replaceAll('_', ''));

/**
 * @param slip Told of each line that would name a knob and doesn't. A reader may write what they like:
 *   then there's just no knob.
 */
export function knobsIn(code: string, slip: Slip = () => {}): Knob[] {
  if (!code.includes('// try')) return [];
  const knobs = new Map<string, Knob>();
  typescriptLanguage.parser.parse(code).iterate({
    enter({ name, from, to, node }) {
      const said = name === 'LineComment' ? COMMENT.exec(code.slice(from, to)) : null;
      if (!said) return;
      const { prevSibling: before } = node;
      const isBeside = before !== null && !code.slice(before.to, from).includes('\n');
      if (!isBeside) return;
      const tell = (why: string): void => slip(code.slice(0, from).split('\n').length, why);
      const constant = constantIn(before, code);
      if (!constant) {
        if (MEANT.test(said[1]!))
          tell(
            "only a constant of its own, set to a number, a text in ' ', true or false, can be a knob",
          );
        return;
      }
      const knob = knobOf(constant, said[1]!, tell);
      if (!knob) return;
      if (knobs.has(knob.name)) return tell(`there are two knobs ${knob.name}`);
      knobs.set(knob.name, knob);
    },
  });
  return [...knobs.values()];
}

/** `const NAME = LITERAL;`, not inside of anything. */
function constantIn(node: SyntaxNode, code: string): Named | undefined {
  if (node.name !== 'VariableDeclaration' || node.parent?.name !== 'Script') return undefined;
  const text = (of: SyntaxNode): string => code.slice(of.from, of.to);
  const parts: SyntaxNode[] = [];
  for (let part = node.firstChild; part; part = part.nextSibling) parts.push(part);
  const [word, name, equals, value, ...rest] = parts;
  if (!word || !name || !equals || !value) return undefined;
  const isOne = rest.every((part) => text(part) === ';');
  const isConstant = text(word) === 'const' && equals.name === 'Equals' && isOne;
  if (!isConstant || name.name !== 'VariableDefinition' || !WHOLE.test(text(value)))
    return undefined;
  return { name: text(name), literal: text(value), from: value.from, to: value.to };
}

function knobOf(constant: Named, said: string, tell: (why: string) => void): Knob | undefined {
  const scale = SCALE.exec(said);
  const no = (why: string): undefined => void tell(`${constant.name}: ${why}`);
  if (scale) {
    const [least, most, step] = [scale[1]!, scale[2]!, scale[3] ?? '1'].map(numberOf) as [
      number,
      number,
      number,
    ];
    const value = numberOf(constant.literal);
    if (Number.isNaN(value)) return no(`${constant.literal} isn’t a number, so it has no scale`);
    if (least >= most)
      return no(`${scale[1]} to ${scale[2]} leads nowhere: the smaller one is first`);
    if (step <= 0) return no(`by ${scale[3]} leads nowhere`);
    if (!isOn(least, step, most)) return no(`by ${step} doesn’t lead from ${least} to ${most}`);
    if (value < least || value > most || !isOn(least, step, value))
      tell(`${constant.name}: ${constant.literal} isn’t among ${said}`);
    return { ...constant, least, most, step, unit: scale[4] };
  }
  if (!CHOICES.test(said)) return no(FORMS);
  const choices = said.match(EACH)!;
  if (new Set(choices.map(kindOf)).size > 1) return no(`${said} are of several kinds`);
  if (new Set(choices).size < choices.length) return no(`${said} has one of them twice`);
  if (!choices.includes(constant.literal))
    tell(`${constant.name}: ${constant.literal} isn’t among ${said}`);
  return { ...constant, choices };
}

const kindOf = (literal: string): string =>
  literal.startsWith("'") ? 'text' : /^[tf]/.test(literal) ? 'boolean' : 'number';

/** Whether steps from the first lead to the last, but for what a computer's fractions lack. */
const isOn = (first: number, step: number, last: number): boolean => {
  const steps = (last - first) / step;
  return Math.abs(steps - Math.round(steps)) < 1e-9;
};

export interface Turn {
  from: number;
  to: number;
  insert: string;
}

/**
 * The change of the text that turns a knob.
 * @param to One of its choices, or a number as an `<input>` has it.
 */
export function turned(knob: Knob, to: string): Turn {
  const insert = 'choices' in knob ? to : spell(Number(to));
  return { from: knob.from, to: knob.to, insert };
}

/** As the book writes numbers: 10_000. */
const spell = (value: number): string => {
  const plain = String(value);
  return Math.abs(value) < 10_000 ? plain : plain.replaceAll(/\B(?=(?:\d{3})+(?!\d))/g, '_');
};

/** As a reader is told of a value. */
export function shown(knob: Knob, literal = knob.literal): string {
  if ('choices' in knob) return literal.replace(/^'(.*)'$/, '$1');
  const number = numberOf(literal);
  const value = Math.abs(number) < 10_000 ? String(number) : number.toLocaleString('en');
  return knob.unit === undefined ? value : `${value} ${knob.unit}`;
}
