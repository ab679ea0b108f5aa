// The script of every page, in one file: pieces as small as these cost more apart. What is large
// they load themselves, when it is wanted.
import './site/framed.ts'; // first: it may end the script
import './authored/elements.ts';
import './program-box/element.ts';
import './progress/element.ts';
import './reading/element.ts';
import { notify } from './site/notice.ts';
import './site/site.ts';
import './try-it/element.ts';
import { watchList } from './workbench/saved.ts';
import './types-on-hover/lazy.ts';

/** What only some pages have. */
const ELSEWHERE = {
  'tasque-lab': () => import('./lab/element.ts'),
  'take-home': () => import('./take-home/element.ts'),
  'what-you-built': () => import('./build-it/what-you-built.ts'),
  'question-box': () => import('./questions/asking.ts'),
  'step-to-step': () => import('./step-to-step/step-to-step.ts'),
};
const notLoaded = (): void => notify('We couldn’t load it. Load the page again.');
for (const [name, load] of Object.entries(ELSEWHERE)) if (document.querySelector(name)) void load();

// What a reader builds: loaded once they do, or have done so before.
const buildIt = document.querySelector('.build-it');
if (buildIt) {
  const load = (target?: EventTarget | null): void => void import('./build-it/element.ts').then((it) => it.press(target), () => target && notLoaded()); // prettier-ignore
  buildIt.addEventListener('click', ({ target }) => load(target));
  for (const list of ['steps', 'lent']) watchList(list, ({ size }) => size && load());
}
const way = document.querySelector<HTMLElement>('#built');
if (way) watchList('steps', ({ size }) => (way.hidden = !size));

// Questions and faults are loaded when they're opened.
for (const fold of document.querySelectorAll<HTMLElement>('.asks'))
  fold.addEventListener('toggle', () => void import('./questions/asking.ts').then((it) => it.open(fold), notLoaded), { once: true }); // prettier-ignore

// A link with code in it: `#code=` as in program-box/share.ts, which is loaded where there is some.
const heed = (): void => {
  const { hash } = location;
  if (hash.startsWith('#code=')) void import('./workbench/links.ts').then((it) => it.receive(hash), () => notify('We couldn’t load the code of this link. Load the page again.')); // prettier-ignore
};
addEventListener('hashchange', heed);
heed();
