// Vite plugin: which scripts the code of the pages becomes. A script costs a slow machine as much as
// several kilobytes of one do, and each is found only once the one that imports it has come. Cut by
// itself, what a first run takes would be 28, found in nine goes; here it's two and Rolldown's own.
import { existsSync } from 'node:fs';
import type { Plugin, Rolldown } from 'vite';

/** What a reader's press loads, all or part of what it imports. */
const PRESSED = [
  'components/break-it/fault-bench.ts',
  'components/build-it/own-bench.ts',
  'components/lab/bench.ts',
  'components/program-box/bench.ts',
  'components/timeline/element.tsx',
  'runner/page/engine.ts',
  'runner/source/preparer.ts',
  'runner/webcontainer/engine.ts',
];
/** What a first run loads of these. */
const RUN = ['components/program-box/bench.ts', 'runner/page/engine.ts'];

const isOf = (files: readonly string[], id: string): boolean =>
  files.some((file) => id.endsWith(`/src/${file}`));

/**
 * Of what a first run takes, `run` is what is loaded by a press only, and `shared` the rest. A module
 * of the pages' first script stays there.
 */
function nameOf(id: string, graph: Rolldown.ChunkingContext): string | null {
  const above = new Set([id]);
  for (const each of above)
    for (const importer of graph.getModuleInfo(each)!.importers) above.add(importer);
  const loaded = [...above].map((each) => graph.getModuleInfo(each)!);
  const later = loaded.filter(({ dynamicImporters }) => dynamicImporters.length > 0);
  if (loaded.some(({ isEntry }) => isEntry) || !later.some((it) => isOf(RUN, it.id))) return null;
  return later.every((it) => isOf(PRESSED, it.id)) ? 'run' : 'shared';
}

export const chunks: Plugin = {
  name: 'tasque:chunks',
  enforce: 'post',
  configEnvironment(name, { build }) {
    if (name !== 'client' || !build) return;
    const gone = PRESSED.find((file) => !existsSync(`src/${file}`));
    if (gone) throw new Error(`src/hosting/chunks.ts names src/${gone}, which isn't there`);
    build.modulePreload = {
      polyfill: false,
      // lists of what each script needs would be a tenth of the first one
      resolveDependencies: (_script, files) => files.filter((file) => file.endsWith('.css')),
    };
    build.rolldownOptions = {
      ...build.rolldownOptions,
      preserveEntrySignatures: 'allow-extension', // the groups want it so
      output: {
        ...build.rolldownOptions?.output,
        codeSplitting: { groups: [{ name: nameOf }], includeDependenciesRecursively: false },
      },
    };
  },
};
