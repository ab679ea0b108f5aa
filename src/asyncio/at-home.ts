// npm run asyncio: how like asyncio your library is. `npm run asyncio -- 9` asks for what the first nine
// steps cover; without a number it's as many as `npm run step` found green, or all.
import { existsSync, readFileSync } from 'node:fs';
import { DUE } from './due.ts';
import { inNode } from './in-node.ts';
import { goesBeyond, idsFor, likenessOf, sentenceOf, type Difference } from './likeness.ts';
import type { Scenario } from './scenario.ts';
import { answersOf, NotLoadedError } from './traces.ts';

/** Only what hangs takes so long, in milliseconds: here no page is waited for. */
const LIMIT = Number(process.env.STEP_LIMIT ?? 30_000);
const LIMITS = { begin: LIMIT, silence: LIMIT / 3, silences: 6 };

const [stage, asked] = process.argv.slice(2);
const due = DUE[stage!]!;
const last = Math.max(...Object.values(due));
if (asked !== undefined && !/^[1-9]\d*$/.test(asked)) {
  console.error(
    `npm run asyncio -- N takes the number of a step, such as ${last}, and not ${asked}.`,
  );
  process.exit(2);
}
const step = Number(asked ?? (existsSync('.passed') ? readFileSync('.passed', 'utf8') : Infinity));
const scenariosIn = (file: string): Scenario[] =>
  (
    JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as {
      scenarios: Scenario[];
    }
  ).scenarios;
const scenarios = scenariosIn('scenarios.json');
const isBeyond = goesBeyond(due, scenarios);
if (isBeyond) scenarios.push(...scenariosIn('scenarios-beyond.json'));

try {
  const begin = inNode(undefined, undefined, isBeyond);
  const answers = await answersOf(idsFor(due, step), begin, LIMITS);
  const likeness = likenessOf(scenarios, answers, due, step);
  console.log(`${sentenceOf(likeness)}\n`);
  const width = Math.max(...likeness.features.map(({ feature }) => feature.length)) + 2;
  for (const { feature, passed, due: covered, toCome } of likeness.features)
    console.log(
      `  ${feature.padEnd(width)}${String(passed).padStart(3)} of ${String(covered).padStart(2)}${toCome > 0 ? `, ${toCome} to come` : ''}`,
    );
  if (likeness.differs) show(likeness.differs);
  process.exitCode = likeness.passed === likeness.due ? 0 : 1;
} catch (error) {
  if (!(error instanceof NotLoadedError)) throw error;
  console.log(`Your library can’t be loaded: ${error.message}`);
  process.exitCode = 1;
}

function show({ id, doc, program, asyncio, yours, ended }: Difference): void {
  console.log(`\nThe smallest that differs is ${id}${doc ? `: ${doc}` : ''}\n`);
  console.log(program.replace(/^(?=.)/gm, '  '));
  const left = ['asyncio', ...asyncio];
  const right = ['yours', ...yours, ...(ended ? [`(${ended})`] : [])];
  const width = Math.max(...left.map(({ length }) => length)) + 3;
  for (let at = 0; at < Math.max(left.length, right.length); at++)
    console.log(`  ${(left[at] ?? '').padEnd(width)}${right[at] ?? ''}`.trimEnd());
  console.log('\n`x=1` is what was printed of a value, `x!E` of an error that came instead.');
}
