import type { Patience } from '../../../src/runner/webcontainer/container.ts';
import { WebContainerEngine } from '../../../src/runner/webcontainer/engine.ts';
import type { Make } from '../page.ts';

/** Of `?engine=webcontainer&patience={"boot":500}`. */
export const make: Make = (asked) => {
  const patience = JSON.parse(asked.get('patience') ?? '{}') as Partial<Patience>;
  return new WebContainerEngine('realm.html', undefined, patience);
};
