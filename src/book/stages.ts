// The stages of code/, and what follows from them, through Vite, so that an edit reloads the pages.
import { forksOf } from '../fork/fork.ts';
import { stagesOf, type Stage } from '../fork/stage.ts';
import { partsOf } from './parts.ts';

export const manifests = stagesOf(
  import.meta.glob<Stage>('/code/*/stage.ts', { import: 'default', eager: true }),
);

/** The names of their folders, in the order of the book. */
export const stages: readonly string[] = [...manifests.keys()];
export const parts = partsOf(manifests);
export const FORKS = forksOf(manifests);
