// Which lines name a knob, what's wrong with those that would, and what turning one changes.
import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { knobsIn, shown, turned } from '../../src/components/knobs/knobs.ts';
import { readText } from '../../src/plain-text.ts';

interface Read {
  knobs: string[];
  slips: string[];
}
function read(code: string): Read {
  const slips: string[] = [];
  const knobs = knobsIn(code, (line, why) => slips.push(`${line}: ${why}`));
  return {
    knobs: knobs.map((knob) =>
      'choices' in knob
        ? `${knob.name} ${shown(knob)}: ${knob.choices.map((one) => shown(knob, one)).join('|')}`
        : `${knob.name} ${shown(knob)}: ${knob.least}..${knob.most} by ${knob.step}`,
    ),
    slips,
  };
}

test.each([
  ['const tasks = 3; // try 1 to 8', 'tasks 3: 1..8 by 1'],
  ['const delay = 20; // try 0 to 500 by 20, in ms', 'delay 20 ms: 0..500 by 20'],
  ['const most = 60_000 // try 10_000 to 100_000 by 10_000', 'most 60,000: 10000..100000 by 10000'],
  ['const share = 0.3; // try 0 to 1 by 0.1', 'share 0.3: 0..1 by 0.1'],
  ['const shift = -2; // try -5 to 5', 'shift -2: -5..5 by 1'],
  ["const out = 'first'; // try 'first' or 'last'", 'out first: first|last'],
  ["const end = 'b'; // try 'a', 'b' or 'c'", 'end b: a|b|c'],
  ['const nodes = 511; // try 255, 511 or 1023', 'nodes 511: 255|511|1023'],
  ['const hurry = true; // try true or false', 'hurry true: true|false'],
  ["const what = ''; // try '' or 'x, y or z'", 'what : |x, y or z'],
  ['  const tasks = 3; // try  1 to 8  ', 'tasks 3: 1..8 by 1'],
])('%s', (line, knob) => {
  expect(read(`import './a.ts';\n\n${line}\nuse();`)).toEqual({ knobs: [knob], slips: [] });
});

test.each([
  ['const tasks = 3; // three', 'another comment'],
  ['const tasks = 3; // trying 1 to 8', 'another word'],
  ['// const tasks = 3; // try 1 to 8', 'a line that is a comment'],
  ['/*\nconst tasks = 3; // try 1 to 8\n*/', 'a block that is one'],
  ['const text = `\nconst tasks = 3; // try 1 to 8\n`;', 'a text'],
  ['const tasks = 3;\n// try 1 to 8', 'the line below'],
  ['send(); // try again', 'a comment that speaks of trying'],
  ['', 'nothing'],
])('no knob, and nothing to mend: %j (%s)', (code) => {
  expect(read(code)).toEqual({ knobs: [], slips: [] });
});

/** A slip that leaves a knob can be turned; a reader's own text may be anything. */
test.each([
  ['const tasks = 3; // try 8 to 1', 'leads nowhere', 0],
  ['const tasks = 3; // try 3 to 3', 'leads nowhere', 0],
  ['const tasks = 3; // try 1 to 8 by 0', 'leads nowhere', 0],
  ['const tasks = 3; // try 1 to 8 by 2', 'doesn’t lead from 1 to 8', 0],
  ['const tasks = 9; // try 1 to 8', '9 isn’t among 1 to 8', 1],
  ['const tasks = 2; // try 1 to 7 by 2', '2 isn’t among', 1],
  ["const out = 'up'; // try 'first' or 'last'", 'isn’t among', 1],
  ["const out = 'first'; // try 1 to 8", 'isn’t a number', 0],
  ["const out = 1; // try 1 or 'last'", 'several kinds', 0],
  ['const out = 1; // try 1, 2 or 1', 'twice', 0],
  ['const tasks = 3; // try it', 'a knob is written', 0],
  ['const tasks = 3; // try', 'a knob is written', 0],
  ['const tasks = 3; // try 1 to 8.', 'a knob is written', 0],
  ['const tasks = 3; // try 1-8', 'a knob is written', 0],
  ['const tasks = 3; // try "a" or "b"', 'a knob is written', 0],
  ['let tasks = 3; // try 1 to 8', 'only a constant', 0],
  ['const tasks = 1 + 2; // try 1 to 8', 'only a constant', 0],
  ['const tasks: number = 3; // try 1 to 8', 'only a constant', 0],
  ['const tasks = 3, more = 4; // try 1 to 8', 'only a constant', 0],
  ['const { tasks } = { tasks: 3 }; // try 1 to 8', 'only a constant', 0],
  ['export const tasks = 3; // try 1 to 8', 'only a constant', 0],
  ['function f() {\n  const tasks = 3; // try 1 to 8\n}', 'only a constant', 0],
  ['const tasks = ; // try 1 to 8', 'only a constant', 0],
  ['const tasks = 3; // try 1 to 8\nconst tasks = 4; // try 1 to 8', 'two knobs tasks', 1],
])('%j: %s', (code, why, left) => {
  const { knobs, slips } = read(`\n${code}`);
  expect(slips).toHaveLength(1);
  expect(slips[0]).toContain(why);
  const line = code.split('\n').findLastIndex((text) => text.includes('// try')) + 2;
  expect(slips[0]!.split(':')[0]).toBe(String(line));
  expect(knobs).toHaveLength(left);
});

test('turning changes the literal, and nothing else', () => {
  const code = `const delay = 20; // try 0 to 50_000 by 20, in ms
const out = 'first'; // try 'first' or 'last'
`;
  const after = (name: string, to: string): string => {
    const {
      from,
      to: end,
      insert,
    } = turned(
      knobsIn(code).find((one) => one.name === name)!,
      to,
    );
    return code.slice(0, from) + insert + code.slice(end);
  };
  expect(after('delay', '40')).toBe(code.replace('= 20', '= 40'));
  expect(after('delay', '9980')).toBe(code.replace('= 20', '= 9980'));
  expect(after('delay', '10000')).toBe(code.replace('= 20', '= 10_000'));
  expect(after('out', "'last'")).toBe(code.replace("= 'first'", "= 'last'"));
});

test('every text can be read, whatever it is', () => {
  const line = 'const tasks = 3; // try 1 to 8, in ms';
  for (let cut = 0; cut <= line.length; cut++)
    for (const text of [
      line.slice(0, cut),
      line.slice(cut),
      `${line.slice(0, cut)}'\`\u2028${line.slice(cut)}`,
    ])
      // prettier-ignore
      expect(() => knobsIn(`${text}\n${line}`)).not.toThrow();
});

test('the lines that CONTRIBUTING shows name one each', () => {
  const [, lines] = /```text\n(const [^]*?)```/.exec(readText('CONTRIBUTING.md'))!;
  expect(read(lines!)).toEqual({
    knobs: ['tills 2: 1..4 by 1', 'delay 20 ms: 0..500 by 20', 'out first: first|last'],
    slips: [],
  });
});

test('each program has the knobs that its lines speak of', () => {
  const all = globSync('code/*/programs/*.ts').map((file) => [file, read(readText(file))] as const);
  expect(all.filter(([, { slips }]) => slips.length > 0)).toEqual([]);
  expect(all.filter(([, { knobs }]) => knobs.length > 0).length).toBeGreaterThanOrEqual(8);
});
