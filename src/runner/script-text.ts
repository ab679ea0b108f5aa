// Vite plugin. `import text from './worker.ts?script'` gives the file and all it imports as the text of one classic
// script: what the sandboxed frame and its workers are made of, since nothing in there can be loaded by URL.
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';

const QUERY = '?script';

/** A file and all that it imports, as one classic script. */
export async function asScript(entry: string, config: InlineConfig = {}): Promise<Rolldown.OutputChunk> {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [scriptText()],
    ...config,
    build: { write: false, target: 'es2022', minify: true, lib: { entry, formats: ['iife'], name: 'script' } },
  });
  const output = Array.isArray(result) ? result[0]!.output : 'output' in result ? result.output : [];
  const [chunk] = output.flatMap((part) => (part.type === 'chunk' ? [part] : []));
  if (!chunk) throw new Error(`${entry} gave no script`);
  return chunk;
}

export function scriptText(): Plugin {
  return {
    name: 'tasque:script-text',
    enforce: 'pre',
    async resolveId(id, importer) {
      if (!id.endsWith(QUERY)) return undefined;
      const file = await this.resolve(id.slice(0, -QUERY.length), importer, { skipSelf: true });
      return file && `${file.id}${QUERY}`;
    },
    async load(id) {
      if (!id.endsWith(QUERY)) return undefined;
      const [entry] = id.split('?');
      const { code, moduleIds } = await asScript(entry!);
      for (const file of moduleIds) if (!file.startsWith('\0')) this.addWatchFile(file);
      return `export default ${JSON.stringify(code)}`;
    },
  };
}
