// The engines that a reader can choose from, the usual one first. Each is loaded when it is wanted.
import { url } from '../../book/url.ts';
import type { Engine, EngineOffer, Outcome } from '../../runner/contract.ts';
import { chosenId } from './engine-choice.ts';
import { once, preparer } from './loaders.ts';

export const ENGINES: readonly EngineOffer[] = [
  {
    id: 'page',
    label: 'Page',
    title: 'Starts at once and needs no network',
    place: 'in the page',
    isAlwaysThere: true,
    isNode: false,
    hasShell: false,
    load: async () => {
      const { PageEngine } = await import('../../runner/page/engine.ts');
      return new PageEngine(url('runner/sandbox/'), await preparer());
    },
  },
  {
    id: 'webcontainer',
    label: 'Node',
    title:
      'A real Node, which StackBlitz brings into the page; it takes a while to start the first time',
    place: 'in Node',
    isAlwaysThere: false,
    isNode: true,
    hasShell: true,
    load: async () => {
      const { WebContainerEngine } = await import('../../runner/webcontainer/engine.ts');
      return new WebContainerEngine(url('runner/webcontainer/'), await preparer());
    },
  },
];

/** Where programs run as long as the reader wishes nothing else, or what they wish can't be had. */
export const USUAL = ENGINES.find(({ isAlwaysThere }) => isAlwaysThere)!;

/** The reader's choice. */
export const chosen = (): EngineOffer => ENGINES.find(({ id }) => id === chosenId()) ?? USUAL;

/** Where a run could be had that could not be had where it was to run. */
export const insteadOf = (outcome: Outcome): EngineOffer | undefined => {
  if (outcome.type === 'unavailable') return USUAL;
  return outcome.type === 'done' && outcome.needsNode
    ? ENGINES.find(({ isNode }) => isNode)
    : undefined;
};

/** One of each for all boxes of a page. */
export const load = (offer: EngineOffer): Promise<Engine> =>
  once(`engine ${offer.id}`, () => offer.load());
