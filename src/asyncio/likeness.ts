// How like asyncio a library is: what its answers say, against what was recorded.
import { textOf } from './program-text.ts';
import type { Answer, Scenario } from './scenario.ts';

/** From which step on each scenario is due, by id: those that the book's library passes for good. */
export type Due = Readonly<Record<string, number>>;

/** Of the scenarios of a kind: how many there are, how many of them are due, and how many pass. */
export interface Figure {
  passed: number;
  due: number;
  /** Due at a later step. */
  toCome: number;
  /** Of those, how many pass today. */
  ahead: number;
}

export interface Likeness extends Figure {
  /** By what they are about, in the order of `FEATURES`. */
  features: (Figure & { feature: string })[];
  /** Due, and not asked, since too many before them didn't end. */
  notAsked: number;
  /** The smallest scenario that is due and went another way. */
  differs?: Difference;
}

export interface Difference {
  id: string;
  /** What it asks, if it says so. */
  doc: string;
  /** The scenario as a short program. */
  program: string;
  /** What happened, to the first event that isn't the same; there it's the last one. */
  asyncio: string[];
  yours: string[];
  /** Why there is no more of `yours`. */
  ended?: string;
}

/** The first word of a scenario's feature, and how a reader calls it. */
const FEATURES: Readonly<Record<string, string>> = {
  loop: 'the loop',
  handle: 'handles',
  future: 'futures',
  task: 'tasks',
  cancel: 'cancelling',
  introspect: 'looking at what runs',
  cf: 'futures that block',
  timers: 'time',
  gather: 'gathering results',
  wait: 'waiting for several',
  wait_for: 'waiting with a limit',
  shield: 'shielding from a cancel',
  timeout: 'time limits',
  task_group: 'task groups',
  sync: 'events, locks, semaphores and queues',
  fuzz: 'programs made at random',
};

/** Most asked for first: if time runs out, what is to come wasn't asked. */
export const idsFor = (due: Due, step: number): string[] => {
  const ids = Object.keys(due);
  return [...ids.filter((id) => due[id]! <= step), ...ids.filter((id) => due[id]! > step)];
};

/** Whether some of what is due is in the file of those about time, groups and locks. */
export const goesBeyond = (due: Due, scenarios: readonly Scenario[]): boolean => {
  const ids = new Set(scenarios.map(({ id }) => id));
  return Object.keys(due).some((id) => !ids.has(id));
};

const firstWord = ({ feature }: Scenario): string => feature.split('.')[0]!;
const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((event, at) => event === b[at]);

/** @param step How far the library is built. */
export function likenessOf(
  scenarios: readonly Scenario[],
  answers: readonly Answer[],
  due: Due,
  step: number,
): Likeness {
  const given = new Map(answers.map((answer) => [answer.id, answer]));
  const all = scenarios
    .filter(({ id }) => id in due)
    .map((scenario) => {
      const answer = given.get(scenario.id);
      const passes =
        answer !== undefined &&
        answer.ended === undefined && // all went the same way, and then it didn't end
        isSame(answer.trace, scenario.expect);
      return { scenario, answer, passes, isDue: due[scenario.id]! <= step };
    });
  const count = (some: typeof all): Figure => ({
    passed: some.filter(({ isDue, passes }) => isDue && passes).length,
    due: some.filter(({ isDue }) => isDue).length,
    toCome: some.filter(({ isDue }) => !isDue).length,
    ahead: some.filter(({ isDue, passes }) => !isDue && passes).length,
  });
  const [smallest] = all
    .filter(({ isDue, passes, answer }) => isDue && !passes && answer)
    .map(({ scenario, answer }) => ({ scenario, answer: answer!, text: textOf(scenario) }))
    .toSorted((a, b) => a.text.length - b.text.length);
  return {
    ...count(all),
    features: Object.entries(FEATURES).flatMap(([word, feature]) => {
      const some = all.filter(({ scenario }) => firstWord(scenario) === word);
      return some.length > 0 ? [{ feature, ...count(some) }] : [];
    }),
    notAsked: all.filter(({ isDue, answer }) => isDue && !answer).length,
    ...(smallest && { differs: differenceOf(smallest.scenario, smallest.answer, smallest.text) }),
  };
}

function differenceOf({ id, doc, expect }: Scenario, answer: Answer, program: string): Difference {
  const { trace, ended } = answer;
  const at = expect.findIndex((event, place) => event !== trace[place]);
  const to = at < 0 ? Math.max(expect.length, trace.length) : at + 1;
  return {
    id,
    doc,
    program,
    asyncio: expect.slice(0, to),
    yours: trace.slice(0, to),
    ...(ended !== undefined && { ended }),
  };
}

/** The figure, as a sentence says it. */
export const sentenceOf = ({ passed, due, toCome, ahead, notAsked }: Likeness): string =>
  [
    `${passed} of the ${due} that this step covers${toCome > 0 ? `, ${toCome} to come` : ''}.`,
    ahead > 0 ? `${ahead} of those to come pass${ahead > 1 ? '' : 'es'} already.` : '',
    notAsked > 0
      ? `${notAsked} ${notAsked > 1 ? 'were' : 'was'} not asked, because too many others didn’t end.`
      : '',
  ]
    .filter(Boolean)
    .join(' ');
