// What turns the knobs of a program is loaded once there are some.
import { ahead } from '../workbench/loading.ts';
import type { Workbench } from '../workbench/workbench.ts';

/** What a line says that names a knob. */
const KNOBS = /\/\/ try /;

/** @param place What they stand before. */
export function loadKnobs(bench: Workbench, place: HTMLElement): void {
  const { files, target } = bench.session;
  if (!KNOBS.test(files.code(target)) && !bench.root.querySelector('.knobs')) return;
  ahead(import('./turning.ts').then(({ heedKnobs }) => heedKnobs(bench, place)));
}
