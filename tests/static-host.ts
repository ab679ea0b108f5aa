// A host of static files. As it is it resembles GitHub Pages: it sends no headers of ours, and the
// book may live under a path of its own.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { contentTypeOf } from '../src/hosting/content-types.ts';

/** What a host, or whoever stands between, may answer instead of a file. */
export interface Instead {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** The line breaks in the middle. */
  breaks?: boolean;
  /** Nothing comes, and the line stays open. */
  hangs?: boolean;
}

export interface StaticHost {
  origin: string;
  /** The folder; another one is another version of the book. */
  root: string;
  /** @param file What the host would send, as it is in the folder. */
  instead: ((path: string, file: () => Buffer) => Instead | undefined) | undefined;
  /** Each path that was asked for, without the host's own. */
  readonly asked: string[];
  /** Those of them that were sent, and not only said to be as before. */
  readonly sent: string[];
  close(): void;
}

/**
 * @param options.base The path under which the folder is served, `/tasque/`.
 * @param options.headers Sent with each file.
 * @param options.change What becomes of a page on its way.
 * @param options.compress Whether what can be compressed is, as most hosts do it.
 */
export async function staticHost(
  root: string,
  {
    base = '/',
    headers = {},
    change = (html) => html,
    compress = false,
  }: {
    base?: string;
    headers?: Record<string, string>;
    change?: (html: string) => string;
    compress?: boolean;
  } = {},
): Promise<StaticHost> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://host');
    let file = pathname.startsWith(base)
      ? join(host.root, decodeURIComponent(pathname.slice(base.length)))
      : '';
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    const path = pathname.slice(base.length);
    host.asked.push(path);
    const instead = host.instead?.(path, () => readFileSync(file));
    if (instead) {
      const { status = 200, headers: more, body = '', breaks = false, hangs = false } = instead;
      if (hangs) return;
      response.writeHead(status, {
        ...headers,
        'content-type': contentTypeOf(file),
        ...(breaks && { 'content-length': body.length + 1 }),
        ...more,
      });
      return void response.end(body, () => breaks && response.destroy());
    }
    const isThere = existsSync(file);
    if (!isThere) file = join(host.root, '404.html');
    if (!existsSync(file)) return void response.writeHead(404).end();
    const isPacked = compress && !file.endsWith('.woff2');
    const body = file.endsWith('.html')
      ? Buffer.from(change(readFileSync(file, 'utf8')))
      : readFileSync(file);
    const etag = `"${createHash('sha1').update(body).digest('base64url')}"`;
    if (request.headers['if-none-match'] === etag)
      return void response.writeHead(304, { ...headers, etag }).end();
    host.sent.push(path);
    response.writeHead(isThere ? 200 : 404, {
      etag,
      'cache-control': 'no-cache',
      ...headers,
      'content-type': contentTypeOf(file),
      ...(isPacked && { 'content-encoding': 'gzip' }),
    });
    response.end(isPacked ? gzipSync(body) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host: StaticHost = {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    root,
    instead: undefined,
    asked: [],
    sent: [],
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return host;
}
