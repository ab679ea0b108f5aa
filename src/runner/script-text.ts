// Vite plugin. `import text from './worker.ts?script'` gives the file and all it imports as the
// text of one classic script: what the sandboxed frame and its workers are made of, since nothing
// in there can be loaded by URL. `?script-hash` gives a short name for that text, another one for
// each.
import { createHash } from 'node:crypto';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import { inspectInternals } from './inspect-internals-plugin.ts';

const QUERY = /\?script(-hash)?$/;

/** Short enough for an address. */
export const hashOf = (script: string): string =>
  createHash('sha256').update(script).digest('hex').slice(0, 12);

/**
 * What parameters are called that are the program's to give: where one can't be called, or has no
 * such method, the browser says so by its name.
 */
const SAID =
  'callback cases customTesters expectAssertion expected fn i matcher message plugin result'.split(
    ' ',
  );

/** A file and all that it imports, as one classic script. */
export async function asScript(
  entry: string,
  config: InlineConfig = {},
): Promise<Rolldown.OutputChunk> {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [scriptText(), inspectInternals(), withoutUnused],
    define: { 'process.env.NODE_ENV': '"production"' },
    ...config,
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      rolldownOptions: {
        output: {
          strict: true, // as modules are
          keepNames: true, // a program may print a class of ours, or its instances
          minify: { compress: true, mangle: { reserved: SAID }, codegen: true },
        },
      },
      lib: { entry, formats: ['iife'], name: 'script' },
    },
  });
  const output = Array.isArray(result)
    ? result[0]!.output
    : 'output' in result
      ? result.output
      : [];
  const [chunk] = output.flatMap((part) => (part.type === 'chunk' ? [part] : []));
  if (!chunk) throw new Error(`${entry} gave no script`);
  return chunk;
}

const UNUSED = '\0tasque:unused';
/**
 * Packages that vitest imports for what no script asks of it: benchmarks, writing snapshots into
 * files, the modules of a server.
 */
const withoutUnused: Plugin = {
  name: 'tasque:without-unused',
  enforce: 'pre',
  resolveId: (id) =>
    ['tinybench', 'magic-string', 'vite/module-runner'].includes(id) ? UNUSED : undefined,
  load: (id) =>
    id === UNUSED
      ? 'export class Bench {}\nexport class EvaluatedModules {}\nexport default class {}'
      : undefined,
};

export function scriptText(): Plugin {
  return {
    name: 'tasque:script-text',
    enforce: 'pre',
    async resolveId(id, importer) {
      const query = QUERY.exec(id)?.[0];
      if (query === undefined) return undefined;
      const file = await this.resolve(id.slice(0, -query.length), importer, { skipSelf: true });
      return file && `${file.id}${query}`;
    },
    async load(id) {
      const query = QUERY.exec(id);
      if (!query) return undefined;
      const { code, moduleIds } = await asScript(id.split('?')[0]!);
      for (const file of moduleIds) if (!file.startsWith('\0')) this.addWatchFile(file);
      return `export default ${JSON.stringify(query[1] ? hashOf(code) : code)}`;
    },
  };
}
