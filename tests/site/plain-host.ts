// A host of static files like GitHub Pages: it sends no headers of ours, and the book lives under a path of its own.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

export interface PlainHost {
  origin: string;
  /** What was asked for and is there, since it was cleared. */
  served: string[];
  /** The folder; another one is another version of the book. */
  root: string;
  close(): void;
}

/** @param base The path under which the folder is served, `/tasque/`. */
export async function plainHost(root: string, base: string): Promise<PlainHost> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://host');
    let file = pathname.startsWith(base) ? join(host.root, decodeURIComponent(pathname.slice(base.length))) : '';
    if (file && existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    const isThere = file !== '' && existsSync(file);
    if (isThere) host.served.push(pathname);
    else file = join(host.root, '404.html');
    response.writeHead(isThere ? 200 : 404, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-cache' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host: PlainHost = {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    served: [],
    root,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return host;
}
