// Has libraries play asyncio's scenarios, each in a Node of its own.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inNode } from '../../src/asyncio/in-node.ts';
import type { Answer, Scenario } from '../../src/asyncio/scenario.ts';
import { answersOf, type Limits } from '../../src/asyncio/traces.ts';
import { manifests } from '../../src/book/stages.ts';

const ASYNCIO = 'src/asyncio';

const scenariosIn = (file: string): Scenario[] =>
  (JSON.parse(readFileSync(`${ASYNCIO}/${file}`, 'utf8')) as { scenarios: Scenario[] }).scenarios;
export const scenarios = [
  ...scenariosIn('scenarios.json'),
  ...scenariosIn('scenarios-beyond.json'),
];
export const scenario = (id: string): Scenario => scenarios.find((one) => one.id === id)!;

/** The stages whose libraries play some. */
export const playing = [...manifests].flatMap(([stage, { plays }]) => (plays ? [stage] : []));
export const LAST = playing.at(-1)!;
/** What only the last one has of what the scenarios of its kinds need: names of tasks. */
const ONLY_LAST = 'names';

export const scenariosOf = (stage: string): Scenario[] =>
  scenarios.filter(
    ({ tier, needs }) =>
      manifests.get(stage)!.plays?.includes(tier) && (stage === LAST || !needs.includes(ONLY_LAST)),
  );

/** Whether its library has time, groups and locks. */
export const isBeyond = (stage: string): boolean =>
  manifests.get(stage)!.plays?.includes('beyond') ?? false;

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
