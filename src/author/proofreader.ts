// Astro integration: says an author's slips. A build tells all of them and ends; the server that an
// author has running tells them as they come, and shows them in place of the page.
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
import type { ViteDevServer } from 'vite';
import { AuthorError } from '../book/author-error.ts';
import { addressOf, proofread } from './proofread.ts';
import { told } from './slip.ts';

export function proofreader(): AstroIntegration {
  let root = '.';
  return {
    name: 'tasque:proofreader',
    hooks: {
      'astro:config:setup': ({ command, config }) => {
        root = fileURLToPath(config.root);
        if (command !== 'build') return;
        const slips = proofread(root);
        if (slips.length > 0) throw new AuthorError(slips.map(told).join('\n'));
      },
      'astro:server:setup': ({ server, logger }) => follow(root, server, logger),
    },
  };
}

/** An editor writes some files at once. In milliseconds. */
const QUIET = 100;

function follow(root: string, server: ViteDevServer, logger: AstroIntegrationLogger): void {
  let slips = proofread(root);
  for (const slip of slips) logger.error(told(slip));

  const again = (): void => {
    const before = new Set(slips.map(told));
    slips = proofread(root);
    const now = slips.map(told);
    for (const text of now) if (!before.has(text)) logger.error(text);
    if (before.size > 0 && now.length === 0) logger.info('No slips are left.');
    const isSame = now.length === before.size && now.every((text) => before.has(text));
    if (!isSame) server.ws.send({ type: 'full-reload' });
  };
  let soon: NodeJS.Timeout | undefined;
  server.watcher.on('all', (_event, path) => {
    if (!/[\\/](content|code|components)[\\/]/.test(path)) return;
    clearTimeout(soon);
    soon = setTimeout(again, QUIET);
  });

  server.middlewares.use(({ url = '' }, _response, next) => {
    const path = decodeURI(url.split('?')[0]!);
    const here = slips.filter(
      ({ file }) => !file.endsWith('.mdx') || path.endsWith(`/${addressOf(file)}/`),
    );
    if (!path.endsWith('/') || here.length === 0) return next();
    const error = new AuthorError(here.map(told).join('\n'));
    error.stack = ''; // it leads through the server, and not to the slip
    next(error);
  });
}
