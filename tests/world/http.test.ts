// A web server on our own loop, asked by what asks web servers. The loop is a hosted one, so the
// clients can be in the same thread.
import fs, { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  HostedLoop,
  HttpError,
  serveHttp,
  staticFiles,
  type HttpHandler,
  type HttpOptions,
  type HttpRequest,
} from '../../code/part-4-the-world/src/index.ts';

const open: Disposable[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one[Symbol.dispose]();
});

/** A server, and how to ask it. */
async function serving(handler: HttpHandler, options?: HttpOptions) {
  const loop = new HostedLoop();
  const told: unknown[] = [];
  loop.setExceptionHandler((_, { exception }) => void told.push(exception));
  const server = await loop.run(serveHttp(handler, '127.0.0.1', 0, options));
  open.push({ [Symbol.dispose]: () => loop.close() });
  const { port } = server.address();
  return { url: `http://127.0.0.1:${port}`, port, told };
}

/** Sends bytes as they are, and gives all that comes back until the end of the connection. */
const raw = (port: number, ...pieces: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = '';
    const socket: Socket = connect(port, '127.0.0.1', () => {
      for (const piece of pieces) socket.write(piece, 'latin1');
    });
    socket
      .setEncoding('latin1')
      .on('data', (data) => (answer += String(data)))
      .on('close', () => resolve(answer))
      .on('error', reject);
  });
const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+) /.exec(answer)?.[1]);

function* shop(request: HttpRequest) {
  const { method, path, query, headers, body } = request;
  if (path === '/echo') return { body };
  if (path === '/query') return { body: query.getAll('a').join() };
  if (path === '/header') return { body: headers.get('x-a') ?? 'none' };
  if (path === '/none') return { status: 204 };
  if (path === '/gone') throw new HttpError(404, 'sold out');
  if (path === '/broken') throw new RangeError('a bug');
  if (path === '/pieces')
    return {
      *body(send: (piece: string) => Generator<any, void>) {
        for (const piece of ['one', '', 'two', 'ß']) yield* send(piece);
      },
    };
  return { headers: { 'content-type': 'text/plain' }, body: `${method} ${path}` };
}

describe('what is asked for comes back', () => {
  test.each<[string, RequestInit | undefined, number, string]>([
    ['/', undefined, 200, 'GET /'],
    ['/a%20b', { method: 'DELETE' }, 200, 'DELETE /a%20b'],
    ['/', { method: 'HEAD' }, 200, ''],
    ['/pieces', undefined, 200, 'onetwo' + 'ß'],
    ['/pieces', { method: 'HEAD' }, 200, ''],
    ['/echo', { method: 'POST', body: 'grüß' }, 200, 'grüß'],
    ['/echo', { method: 'POST', body: 'x'.repeat(500_000) }, 200, 'x'.repeat(500_000)],
    ['/query?a=1&b=2&a=%26', undefined, 200, '1,&'],
    ['/header', { headers: { 'X-A': ' v ' } }, 200, 'v'],
    ['/none', undefined, 204, ''],
    ['/gone', undefined, 404, 'sold out\n'],
    ['/broken', undefined, 500, 'something went wrong here\n'],
  ])('%s %j', async (path, init, status, text) => {
    const { url } = await serving(shop);
    const response = await fetch(url + path, init);
    expect([response.status, await response.text()]).toEqual([status, text]);
  });

  test('a body that is sent in chunks', async () => {
    const { url } = await serving(shop);
    const body = new ReadableStream({
      async start(controller) {
        for (const piece of ['a', 'bc', 'def']) controller.enqueue(new TextEncoder().encode(piece));
        controller.close();
      },
    });
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
    expect(await (await fetch(`${url}/echo`, init)).text()).toBe('abcdef');
  });

  test('a handler that fails is told of once, and what it serves goes on', async () => {
    const { url, told } = await serving(shop);
    await fetch(`${url}/broken`);
    expect(told.map(String)).toEqual(['RangeError: a bug']);
    expect((await fetch(url)).status).toBe(200);
  });
});

const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const LAST = 'GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';

describe('a connection', () => {
  test('is used again, also by who does not wait for the answer', async () => {
    const { port } = await serving(shop);
    const answer = await raw(port, GET + GET + LAST);
    expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3);
    expect(answer.endsWith('GET /last')).toBe(true);
  });

  test('ends where the client wants it to, or is an old one', async () => {
    const { port } = await serving(shop);
    expect(await raw(port, LAST)).toMatch(/connection: close/);
    expect(await raw(port, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/connection: close/);
    const kept = 'GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n';
    const answer = await raw(port, kept, 'GET /2 HTTP/1.0\r\n\r\n');
    expect(answer).toMatch(/keep-alive[^]*GET \/2$/);
  });

  test('an old client gets pieces without chunks, and then the end', async () => {
    const { port } = await serving(shop);
    const answer = await raw(port, 'GET /pieces HTTP/1.0\r\nConnection: keep-alive\r\n\r\n');
    expect(answer).toMatch(/connection: close\r\n\r\nonetwo/);
    expect(answer).not.toMatch(/chunked/);
  });

  test('a head may come a byte at a time, after an empty line', async () => {
    const { port } = await serving(shop);
    expect(statusOf(await raw(port, '\r\n', ...LAST))).toBe(200);
  });

  test('the whole address of a page will do, and blanks around what a header says', async () => {
    const { port } = await serving(shop);
    const answer = await raw(
      port,
      request('GET http://a.example:80?b HTTP/1.1', 'Host: [::1]:80', 'Connection: \t close\t '),
    );
    expect(answer).toMatch(/connection: close[^]*GET \/$/);
  });

  test('chunks may have zeros before their lengths, extensions, and trailers behind', async () => {
    const { port } = await serving(shop);
    const body = '0000000000000002 ;a=b\r\nab\r\n0\r\nX: y\r\n\r\n';
    const answer = await raw(port, post('Transfer-Encoding: chunked', 'Connection: close') + body);
    expect(answer).toMatch(/^HTTP\/1\.1 200 [^]*\r\n\r\nab$/);
  });

  test('an old client is not told to go on, because it could not know what that means', async () => {
    const { port } = await serving(shop);
    const head = ['POST /echo HTTP/1.0', 'Expect: 100-continue', 'Content-Length: 2'];
    expect(await raw(port, `${request(...head)}ab`)).toMatch(/^HTTP\/1\.1 200 [^]*ab$/);
  });

  test('a client that waits for it is told to go on', async () => {
    const { port } = await serving(shop);
    const head = 'POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n';
    const rest = 'Expect: 100-continue\r\nContent-Length: 2\r\n\r\nab';
    expect(await raw(port, head + rest)).toMatch(
      /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/,
    );
  });

  test.each([
    ['between two requests, without a word', { idleMs: 50 }, [GET], /^HTTP\/1\.1 200 [^]*GET \/$/],
    ['before the first one', { idleMs: 50 }, [], /^$/],
    ['in the middle of a head', { transferMs: 50 }, ['GET / HT'], /^HTTP\/1\.1 408 /],
    [
      'in the middle of a body',
      { transferMs: 50 },
      ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab'],
      /^HTTP\/1\.1 408 /,
    ],
  ])('ends if nothing comes %s', async (_, options, pieces, expected) => {
    const { port } = await serving(shop, options);
    expect(await raw(port, ...pieces)).toMatch(expected);
  });

  test('that sends a byte now and then is slow, though it never stops', async () => {
    const { port, url } = await serving(shop, { transferMs: 300 });
    const socket = connect(port, '127.0.0.1');
    const drip = setInterval(() => socket.write('x'), 10);
    const answer = await new Promise<string>((resolve) =>
      socket.once('data', (data) => resolve(String(data))),
    );
    clearInterval(drip);
    socket.destroy();
    expect(statusOf(answer)).toBe(408);
    expect((await fetch(url)).status).toBe(200);
  });
});

const request = (...lines: string[]): string => `${lines.join('\r\n')}\r\n\r\n`;
const post = (...lines: string[]): string => request('POST /echo HTTP/1.1', 'Host: a', ...lines);

const chunked = (body: string): string => post('Transfer-Encoding: chunked') + body;

describe('what is no request is refused, and ends its connection and nothing else', () => {
  test.each<[string, string, number]>([
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['two words', request('GET /'), 400],
    ['two spaces', request('GET  / HTTP/1.1', 'Host: a'), 400],
    ['a method that is none', request('G@T / HTTP/1.1', 'Host: a'), 400],
    ['a path without /', request('GET a HTTP/1.1', 'Host: a'), 400],
    ['a path with a fragment', request('GET /#a HTTP/1.1', 'Host: a'), 400],
    ['another version', request('GET / HTTP/2.0', 'Host: a'), 505],
    ['no Host', request('GET / HTTP/1.1'), 400],
    ['a Host that is none', request('GET / HTTP/1.1', 'Host: a b'), 400],
    ['a Host with a name before it', request('GET / HTTP/1.1', 'Host: me@a'), 400],
    ['a Host with a port that is none', request('GET / HTTP/1.1', 'Host: a:x'), 400],
    ['a target on no host', request('GET http:///a HTTP/1.1', 'Host: a'), 400],
    ['two Hosts', request('GET / HTTP/1.1', 'Host: a', 'Host: b'), 400],
    ['a space before the colon', request('GET / HTTP/1.1', 'Host: a', 'X : b'), 400],
    ['a header without a colon', request('GET / HTTP/1.1', 'Host: a', 'X'), 400],
    ['a header that goes on', request('GET / HTTP/1.1', 'Host: a', 'X: b', ' c'), 400],
    ['a control character', request('GET / HTTP/1.1', 'Host: a', 'X: b\0c'), 400],
    ['a bare newline', request('GET / HTTP/1.1', 'Host: a', 'X: b\nY: c'), 400],
    ['a length that is none', post('Content-Length: 1x'), 400],
    ['a negative length', post('Content-Length: -1'), 400],
    ['two lengths', post('Content-Length: 1', 'Content-Length: 2'), 400],
    ['a length and chunks', post('Content-Length: 1', 'Transfer-Encoding: chunked'), 400],
    ['chunks of an old client', request('POST / HTTP/1.0', 'Transfer-Encoding: chunked'), 400],
    ['a coding that is not known', post('Transfer-Encoding: gzip, chunked'), 501],
    ['a coding with a blank that is none', post('Transfer-Encoding: chunked\xa0'), 501],
    ['a length with a blank that is none', `${post('Content-Length: 3\xa0')}abc`, 400],
    ['a trailer that is none', chunked('0\r\nX y\r\n\r\n'), 400],
    ['a trailer that hides a request', chunked('0\r\n\n' + GET), 400],
    ['an extension with a control character', chunked('1;\0\r\na\r\n'), 400],
    ['a body in too many pieces', chunked('1\r\na\r\n'.repeat(20_000)), 413],
    ['a chunk without a length', `${post('Transfer-Encoding: chunked')}x\r\n`, 400],
    ['a chunk that is longer', `${post('Transfer-Encoding: chunked')}1\r\nabc0\r\n\r\n`, 400],
    ['an expectation', post('Content-Length: 1', 'Expect: tea'), 417],
    ['a target that is too long', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n`, 414],
    ['a head that is too long', request('GET / HTTP/1.1', `X: ${'a'.repeat(20_000)}`), 431],
    ['a body that is too long', post('Content-Length: 9999999'), 413],
    ['chunks that are too long', `${post('Transfer-Encoding: chunked')}ffffff\r\n`, 413],
  ])('%s', async (_, text, status) => {
    const { port, url, told } = await serving(shop);
    const answer = await raw(port, text);
    expect([statusOf(answer), /connection: close/.test(answer)]).toEqual([status, true]);
    expect((await fetch(url)).status).toBe(200);
    expect(told).toEqual([]);
  });

  test('a million blanks in a header take no longer than as many letters', async () => {
    const { port } = await serving(shop, { headLimit: 2 ** 21 });
    const text = (filling: string): string =>
      request('GET / HTTP/1.1', 'Host: a', `X:${filling.repeat(1_000_000)}\0`);
    for (const filling of ['b', ' ', '\t ', ','])
      expect(statusOf(await raw(port, text(filling)))).toBe(400);
  });

  test('a client that reads only when it has sent all still gets to know why', async () => {
    const { port } = await serving(shop);
    const socket = connect(port, '127.0.0.1').pause();
    const answer = new Promise<string>((resolve, reject) => {
      socket.once('data', (data) => resolve(String(data))).once('error', reject);
    });
    socket.write(post('Content-Length: 2000000'));
    socket.write('x'.repeat(2_000_000), () => socket.resume());
    expect(statusOf(await answer)).toBe(413);
    socket.destroy();
  });

  test('a thousand broken requests leave the server serving', async () => {
    const { port, url, told } = await serving(shop);
    let seed = 1;
    const random = (n: number): number => (seed = (seed * 48_271) % 0x7fffffff) % n;
    const broken = (): string => {
      const letters = [...post('Content-Length: 3', 'X: y'), 'abc'].join('').split('');
      for (let left = 1 + random(4); left > 0; left--)
        letters.splice(random(letters.length), random(3), String.fromCharCode(random(256)));
      return letters.join('');
    };
    for (let batch = 0; batch < 20; batch++)
      await Promise.all(
        Array.from({ length: 50 }, async () => {
          const socket = connect(port, '127.0.0.1');
          socket.on('error', () => {}).resume();
          socket.end(broken(), 'latin1');
          await new Promise((resolve) => socket.once('close', resolve));
        }),
      );
    expect((await fetch(url)).status).toBe(200);
    expect(told).toEqual([]);
  });
});

describe('a body that the handler sends', () => {
  const sending = (headers: Record<string, string>, ...pieces: string[]): HttpHandler =>
    function* () {
      return {
        headers,
        *body(send) {
          for (const piece of pieces) yield* send(piece);
        },
      };
    };

  test.each([
    ['more than it said', { 'content-length': '2' }, ['abc']],
    ['less than it said', { 'content-length': '9' }, ['abc']],
  ])(
    '%s: the client sees that it is broken, and the server is told',
    async (_, headers, pieces) => {
      const { url, told } = await serving(sending(headers, ...pieces));
      await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
      expect(told.map(String)).toEqual([expect.stringMatching(/^RangeError: the body has/)]);
    },
  );

  test('a header that would begin a new one is refused', async () => {
    const { port, told } = await serving(sending({ a: 'b\r\nset-cookie: c' }));
    expect(await raw(port, LAST)).not.toMatch(/set-cookie/);
    expect(told.map(String)).toEqual([expect.stringMatching(/^TypeError: the header a/)]);
  });

  test('a client that does not read is left', async () => {
    const big = 'x'.repeat(2 ** 20);
    let over: unknown = 'still sending';
    const { port } = await serving(
      function* () {
        return {
          *body(send) {
            try {
              for (;;) yield* send(big);
            } catch (error) {
              over = (error as Error).name;
              throw error;
            }
          },
        };
      },
      { transferMs: 200 },
    );
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {}).pause();
    socket.write(GET);
    await expect.poll(() => over, { timeout: 30_000 }).toBe('FutureTimeoutError');
    socket.destroy();
  });
});

describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'files-'));
  const root = join(folder, 'w');
  mkdirSync(join(root, 'sub'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<p>home');
  writeFileSync(join(root, 'sub', 'index.html'), '<p>sub');
  writeFileSync(join(root, 'a b.txt'), 'text');
  writeFileSync(join(root, 'big.bin'), Buffer.alloc(3_000_000, 7));
  writeFileSync(join(folder, 'x.txt'), 'secret');
  mkdirSync(join(folder, 'w2'));
  writeFileSync(join(folder, 'w2', 'x.txt'), 'secret');
  symlinkSync(join(folder, 'x.txt'), join(root, 'link.txt'));
  symlinkSync(join(root, 'a b.txt'), join(root, 'inner.txt'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

  test.each([
    ['/', 200, '<p>home'],
    ['/sub/', 200, '<p>sub'],
    ['/sub', 200, '<p>sub'],
    ['/a%20b.txt', 200, 'text'],
    ['/inner.txt', 200, 'text'],
    ['/no', 404, 'there is no such file\n'],
    ['/%', 400, 'the path has a % that begins no escape\n'],
    ['/%2e%2e/x.txt', 404, 'there is no such file\n'],
    ['/sub/%2e%2e/%2e%2e/x.txt', 404, 'there is no such file\n'],
    ['/..%2fx.txt', 404, 'there is no such file\n'],
    ['/..%5cx.txt', 404, 'there is no such file\n'],
    ['/%2e%2e%2fw2%2fx.txt', 404, 'there is no such file\n'],
    ['/a%00b', 404, 'there is no such file\n'],
    ['/link.txt', 404, 'there is no such file\n'],
  ])('%s', async (path, status, text) => {
    const { port } = await serving(staticFiles(root));
    const answer = await raw(port, request(`GET ${path} HTTP/1.1`, 'Host: a', 'Connection: close'));
    expect([statusOf(answer), answer.split('\r\n\r\n')[1]]).toEqual([status, text]);
  });

  test('a large one arrives whole, and HEAD says how large it is', async () => {
    const { url } = await serving(staticFiles(root));
    const body = new Uint8Array(await (await fetch(`${url}/big.bin`)).arrayBuffer());
    expect([body.length, body.every((byte) => byte === 7)]).toEqual([3_000_000, true]);
    const head = await fetch(`${url}/big.bin`, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe('3000000');
  });

  test('one that cannot be opened is not promised first', async () => {
    const { url } = await serving(staticFiles(root));
    const open = vi.spyOn(fs, 'openSync');
    try {
      for (const [code, status] of [
        ['EACCES', 404],
        ['EMFILE', 503],
      ] as const) {
        open.mockImplementation(() => {
          throw Object.assign(new Error(code), { code });
        });
        expect((await fetch(`${url}/big.bin`)).status).toBe(status);
      }
    } finally {
      open.mockRestore();
    }
  });

  test('what is another file by the time it is opened is not given out', async () => {
    const { url } = await serving(staticFiles(root));
    const { openSync } = fs;
    const open = vi.spyOn(fs, 'openSync');
    open.mockImplementation(() => openSync(join(folder, 'x.txt'), 'r'));
    try {
      expect((await fetch(`${url}/inner.txt`)).status).toBe(404);
    } finally {
      open.mockRestore();
    }
  });

  test('they can only be read', async () => {
    const { url } = await serving(staticFiles(root));
    const response = await fetch(`${url}/index.html`, { method: 'POST', body: 'x' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});
