// The script of every page, in one file: pieces as small as these cost more apart. What is large they load themselves, when it is wanted.
import './exercise/element.ts';
import './predict/element.ts';
import './program-box/element.ts';
import './progress/element.ts';
import './site/site.ts';
import './term/away.ts';
import './try-it/element.ts';
import './types-on-hover/near.ts';

/** What only some pages have. */
const ELSEWHERE = {
  'tasque-lab': () => import('./lab/element.ts'),
  'take-home': () => import('./take-home/element.ts'),
};
for (const [name, load] of Object.entries(ELSEWHERE)) if (document.querySelector(name)) void load();
