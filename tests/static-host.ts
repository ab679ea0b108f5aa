// A host of static files. As it is it resembles GitHub Pages: it sends no headers of ours, and the book may live under a path of its own.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.woff2': 'font/woff2',
  '.xml': 'text/xml',
};

export interface StaticHost {
  origin: string;
  /** The folder; another one is another version of the book. */
  root: string;
  close(): void;
}

/**
 * @param options.base The path under which the folder is served, `/tasque/`.
 * @param options.headers Sent with each file.
 * @param options.compress Whether what can be compressed is, as most hosts do it.
 */
export async function staticHost(
  root: string,
  { base = '/', headers = {}, compress = false }: { base?: string; headers?: Record<string, string>; compress?: boolean } = {},
): Promise<StaticHost> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://host');
    let file = pathname.startsWith(base) ? join(host.root, decodeURIComponent(pathname.slice(base.length))) : '';
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    const isThere = existsSync(file);
    if (!isThere) file = join(host.root, '404.html');
    if (!existsSync(file)) return void response.writeHead(404).end();
    const isPacked = compress && !file.endsWith('.woff2');
    const body = readFileSync(file);
    response.writeHead(isThere ? 200 : 404, {
      ...headers,
      'cache-control': 'no-cache',
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      ...(isPacked && { 'content-encoding': 'gzip' }),
    });
    response.end(isPacked ? gzipSync(body) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host: StaticHost = {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    root,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return host;
}
