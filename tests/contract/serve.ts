// Builds page.ts, and serves it as the site is served: with the headers that make it isolated, at
// /plain/ without them, and at /policy/ with a policy that allows nothing from elsewhere.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { SANDBOXES } from '../../src/hosting/headers.ts';
import { framePage } from '../../src/runner/page/frame-page.ts';
import { asScript, scriptText } from '../../src/runner/script-text.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    contract: string;
  }
}

const FOLDER = '.cache/contract';
const page = (script: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Contract</title><link rel="icon" href="data:,"><body><script type="module" src="/${script}.js"></script>`;

export default async function serve(project: TestProject): Promise<() => void> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [scriptText()],
    worker: { format: 'es', plugins: () => [scriptText()] },
    build: {
      outDir: FOLDER,
      emptyOutDir: true,
      target: 'es2022',
      rolldownOptions: {
        input: { page: 'tests/contract/page.ts', realm: 'src/runner/webcontainer/realm.ts' },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  const { code: frameScript } = await asScript('src/runner/page/frame.ts');
  const sandbox = framePage(frameScript);
  const server = createServer(({ url }, response) => {
    const isolation = url?.startsWith('/plain/')
      ? {}
      : {
          'Cross-Origin-Opener-Policy': 'same-origin',
          'Cross-Origin-Embedder-Policy': 'require-corp',
        };
    const policy = url?.startsWith('/policy/') && {
      'Content-Security-Policy': "default-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:",
    };
    const headers = { ...isolation, ...policy, 'Cross-Origin-Resource-Policy': 'cross-origin' };
    const closedOff = SANDBOXES.find(({ paths }) => url?.includes(paths.slice(0, -1)));
    if (closedOff)
      return response
        .writeHead(200, { ...headers, ...closedOff.headers, 'Content-Type': 'text/html' })
        .end(sandbox);
    if (!url?.endsWith('.js'))
      return response
        .writeHead(200, { ...headers, 'Content-Type': 'text/html' })
        .end(page(url?.endsWith('/realm.html') ? 'realm' : 'page'));
    return response
      .writeHead(200, { ...headers, 'Content-Type': 'text/javascript' })
      .end(readFileSync(join(FOLDER, url)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  project.provide('contract', `http://localhost:${(server.address() as AddressInfo).port}`);
  return () => void server.close();
}
