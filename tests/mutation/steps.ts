// `npm run mutation:steps -- STAGE STEP…`: breaks the lines that a step brings in every small way, and says
// what the tests of the steps up to it don't notice. Without numbers it asks every step that has tests.
import { ladderOnDisk, stageOnDisk } from '../../src/steps/disk.ts';
import { linesAt } from '../../src/steps/weave.ts';
import { under } from '../steps/files.ts';
import { Judge } from '../steps/judge.ts';
import { mutantsOf, mutated, type Mutant, type Position } from './mutants.ts';

const [stage, ...numbers] = process.argv.slice(2);
const files = stageOnDisk(stage!);
const { steps, woven, filesAt } = await ladderOnDisk(stage!, files);
const shared = Object.fromEntries(
  Object.entries(files).filter(([file]) => /^steps\/([^/]+\/)?[^/]+\.ts$/.test(file)),
);

/** Lines that follow each other, as Stryker is told of them: what stands in two of them is in neither. */
function runsOf(isNew: readonly boolean[]): { start: Position; end: Position }[] {
  const runs: { start: Position; end: Position }[] = [];
  for (const [line, isIn] of isNew.entries()) {
    if (!isIn) continue;
    if (!isNew[line - 1]) runs.push({ start: { line, column: 0 }, end: { line, column: 0 } });
    runs.at(-1)!.end = { line, column: Infinity };
  }
  return runs;
}

/** Everything that could be otherwise in the lines that step n brings. */
async function mutantsAt(n: number): Promise<readonly Mutant[]> {
  const state = Object.entries(woven).flatMap(([name, text]) => {
    const mutate = runsOf(linesAt(text, n).map(({ from }) => from === n));
    // what index.ts exports, the compiler asks for
    return mutate.length > 0 && name !== 'index.ts'
      ? [{ name, mutate, content: filesAt(n)[name]! }]
      : [];
  });
  return mutantsOf(state);
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 100);

for (const { number, title, tests } of steps) {
  if (!tests || (numbers.length > 0 && !numbers.includes(String(number)))) continue;
  const state = filesAt(number);
  const asked = steps.flatMap((step) => (step.number <= number ? (step.tests ?? []) : []));
  const order = asked.toReversed(); // its own first: they know its lines best
  const left = [...(await mutantsAt(number))];
  const count = left.length;
  const survivors: string[] = [];
  await Promise.all(
    [0, 1].map(async () => {
      await using judge = new Judge();
      for (let mutant = left.shift(); mutant; mutant = left.shift()) {
        const { fileName, location, mutatorName, replacement } = mutant;
        const text = mutated(state[fileName]!, mutant);
        const library = { ...shared, ...under('src', { ...state, [fileName]: text }) };
        const outcomes = await judge.run({ files: library, tests: order, untilRed: true });
        if (outcomes.some(({ failed }) => failed !== undefined)) continue;
        const line = state[fileName]!.split('\n')[location.start.line]!;
        survivors.push(
          `  ${fileName}:${location.start.line + 1} ${mutatorName}: ${line.trim()} → ${oneLine(replacement)}`,
        );
      }
    }),
  );
  const killed = count - survivors.length;
  console.log(
    [
      `${number}, ${title}: ${killed} of ${count} (${Math.round((100 * killed) / count)} %)`,
      ...survivors.sort(),
    ].join('\n'),
  );
}
