import type { Coroutine } from '../coroutine.ts';
import { HttpError } from './http-error.ts';
import type { HttpRequest } from './request.ts';
import type { HttpResponse, Send } from './response.ts';
import type { HttpHandler } from './serve-http.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};
const PIECE = 2 ** 16;

/**
 * Answers with the files of a folder, and with nothing that is not in it. A folder's
 * file is its `index.html`. Only in Node.
 */
export function staticFiles(folder: string): HttpHandler {
  const fs = process.getBuiltinModule('node:fs');
  const { extname, join, sep } = process.getBuiltinModule('node:path');
  const root = fs.realpathSync(folder);

  /** @throws {HttpError} for whatever is no file below the root. */
  function find(path: string): { file: string; size: number } {
    const wanted = join(root, decoded(path));
    try {
      let file = fs.realpathSync(wanted); // where its links lead, and its dots
      if (fs.statSync(file).isDirectory())
        file = fs.realpathSync(join(file, 'index.html'));
      const stats = fs.statSync(file);
      if (file.startsWith(root + sep) && stats.isFile())
        return { file, size: stats.size };
    } catch {
      // there is none, or we may not see it: a client need not know which
    }
    throw notFound();
  }

  return function* ({ method, path }: HttpRequest): Coroutine<HttpResponse> {
    if (method !== 'GET' && method !== 'HEAD')
      throw new HttpError(405, 'files can only be read', { allow: 'GET, HEAD' });
    const { file, size } = find(path);
    return {
      headers: {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'content-length': String(size),
        'x-content-type-options': 'nosniff',
      },
      *body(send: Send): Coroutine<void> {
        const descriptor = fs.openSync(file, 'r');
        try {
          for (let at = 0; at < size;) {
            const piece = new Uint8Array(Math.min(PIECE, size - at));
            const count = fs.readSync(descriptor, piece, 0, piece.length, at);
            if (count === 0) return; // it has become shorter meanwhile
            at += count;
            yield* send(piece.subarray(0, count));
          }
        } finally {
          fs.closeSync(descriptor);
        }
      },
    };
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new HttpError(400, 'the path has a % that begins no escape');
  }
}

const notFound = (): HttpError => new HttpError(404, 'there is no such file');
