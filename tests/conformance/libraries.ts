// Has libraries play asyncio's scenarios, each in a Node of its own.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inNode } from '../../src/asyncio/in-node.ts';
import type { Answer, Scenario } from '../../src/asyncio/scenario.ts';
import { answersOf, type Limits } from '../../src/asyncio/traces.ts';

const ASYNCIO = 'src/asyncio';

const scenariosIn = (file: string): Scenario[] =>
  (JSON.parse(readFileSync(`${ASYNCIO}/${file}`, 'utf8')) as { scenarios: Scenario[] }).scenarios;
export const scenarios = [
  ...scenariosIn('scenarios.json'),
  ...scenariosIn('scenarios-beyond.json'),
];
export const scenario = (id: string): Scenario => scenarios.find((one) => one.id === id)!;

/** Of which kinds the scenarios are that a stage is asked. */
const TIERS: Readonly<Record<string, readonly Scenario['tier'][]>> = {
  'part-2-futures': ['stage2'],
  'part-3-task-loop': ['core', 'fuzz'],
  'part-4-the-world': ['core', 'fuzz', 'beyond', 'beyond2'],
};
/** What a stage has not built, though the scenarios are of its kinds: names of tasks. */
const OUT_OF_SCOPE: Readonly<Record<string, string>> = { 'part-3-task-loop': 'names' };

export const scenariosOf = (stage: string): Scenario[] =>
  scenarios.filter(
    ({ tier, needs }) => TIERS[stage]?.includes(tier) && !needs.includes(OUT_OF_SCOPE[stage] ?? ''),
  );

/** What isn't the subject of a test takes as long as it takes. */
export const PATIENT: Limits = { begin: 60_000, silence: 60_000, silences: 2 };

/**
 * @param index The library's `index.ts`.
 * @param isBeyond True for one that has time, groups and locks.
 */
export const played = (
  index: string,
  ids: readonly string[],
  limits: Limits = PATIENT,
  isBeyond = false,
): Promise<Answer[]> =>
  answersOf(ids, inNode(pathToFileURL(ASYNCIO).href, pathToFileURL(index).href, isBeyond), limits);

export const passes = ({ id, trace, ended }: Answer): boolean =>
  ended === undefined && JSON.stringify(trace) === JSON.stringify(scenario(id).expect);
