import type { Stats } from 'node:fs';
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

interface Opened {
  descriptor: number;
  /** In bytes. */
  size: number;
  type: string | undefined;
}

/**
 * Answers with the files of a folder, and with nothing that is not in it. A folder's
 * file is its `index.html`. Only in Node.
 */
export function staticFiles(folder: string): HttpHandler {
  const fs = process.getBuiltinModule('node:fs');
  const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = fs.constants;
  const AS_IT_IS = O_RDONLY | O_NOFOLLOW | O_NONBLOCK; // no link, and a pipe opens at once
  const { extname, join, sep } = process.getBuiltinModule('node:path');
  const root = fs.realpathSync(folder);

  /**
   * Where it is, after all links and dots.
   * @throws if there is none.
   */
  function find(path: string): string {
    const file = fs.realpathSync(join(root, path));
    const isFolder = fs.statSync(file).isDirectory();
    return isFolder ? fs.realpathSync(join(file, 'index.html')) : file;
  }

  /** @throws {HttpError} for whatever is no file below the root. */
  function open(path: string): Opened {
    try {
      const file = find(path);
      if (file.startsWith(root + sep)) {
        const descriptor = fs.openSync(file, AS_IT_IS);
        const stats = fs.fstatSync(descriptor);
        if (stats.isFile() && isStillThere(file, stats))
          return {
            descriptor,
            size: stats.size,
            type: TYPES[extname(file).toLowerCase()],
          };
        fs.closeSync(descriptor);
      }
    } catch (error) {
      if (/^E[MN]FILE$/.test((error as NodeJS.ErrnoException).code ?? ''))
        throw new HttpError(503, 'too much is open here');
      // there is none, or we may not see it: a client need not know which
    }
    throw new HttpError(404, 'there is no such file');
  }

  /** Somebody may have put a link in its way since we looked. */
  const isStillThere = (file: string, { dev, ino }: Stats): boolean => {
    const now = fs.lstatSync(file);
    return now.dev === dev && now.ino === ino && fs.realpathSync(file) === file;
  };

  return function* ({ method, path }: HttpRequest): Coroutine<HttpResponse> {
    if (method !== 'GET' && method !== 'HEAD')
      throw new HttpError(405, 'files can only be read', { allow: 'GET, HEAD' });
    const wanted = decoded(path);
    const { descriptor, size, type } = open(wanted); // before we say that there is one
    fs.closeSync(descriptor);
    return {
      headers: {
        'content-type': type ?? 'application/octet-stream',
        'content-length': String(size),
        'x-content-type-options': 'nosniff',
      },
      *body(send: Send): Coroutine<void> {
        const { descriptor } = open(wanted);
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
