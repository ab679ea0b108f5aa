// Serves the double's page, and is the machine behind it. See README.md.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  promises as fs,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { strip, STRIPPED } from '../../stripped.ts';

/** What can be wrong with a host. All is well with `{}`. */
export interface Faults {
  /** It answers with this status. */
  status?: number;
  /** It takes the connection and never answers. */
  hangs?: boolean;
  /** The headers without which a page may not embed it. */
  noCoep?: boolean;
  noCorp?: boolean;
  initNever?: boolean;
  /** So late, in milliseconds. */
  initLate?: number;
  warning?: string;
  buildHangs?: boolean;
  buildRejects?: string;
  mountHangs?: boolean;
  spawnHangs?: boolean;
  exitNever?: boolean;
  killIgnored?: boolean;
  /** Output comes so long after the exit, in milliseconds. */
  lateOutput?: number;
  /** An internal error of the container, so long after it was built, in milliseconds. */
  errorAfter?: number;
  teardownRejects?: boolean;
  /** Makes its Node an older one, as with `--no-experimental-strip-types`. */
  nodeFlags?: string[];
}

export interface Double {
  origin: string;
  faults: Faults;
  /** How often the page of the host was asked for; a preflight counts as well. */
  asked: number;
  close(): Promise<void>;
}

type Tree = { [name: string]: { d?: Tree; f?: { c: string; b?: boolean } } };
const COMLINK = join(createRequire(import.meta.url).resolve('comlink'), '../../esm/comlink.mjs');
const HOST = fileURLToPath(new URL('./host.mjs', import.meta.url));

/** @param port 0 for any. */
export async function startDouble(port = 0): Promise<Double> {
  const containers = new Map<string, string>();
  const processes = new Map<string, ChildProcessWithoutNullStreams>();
  const inside = (container: string, path: string): string =>
    resolve(containers.get(container)!, path.replace(/^\/+/, ''));

  const write = (folder: string, tree: Tree): void => {
    mkdirSync(folder, { recursive: true });
    for (const [name, { d, f }] of Object.entries(tree))
      if (d) write(join(folder, name), d);
      else if (f) {
        const bytes = Buffer.from(f.c, f.b ? 'latin1' : 'utf8');
        writeFileSync(join(folder, name), bytes);
        if (/\.m?ts$/.test(name)) strip([String(bytes)]);
      }
  };

  const answers: Record<string, (argument: any) => unknown> = {
    build({ workdirName }: { workdirName: string }) {
      const id = String(containers.size + 1);
      const folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'tasque-double-'))), workdirName);
      mkdirSync(folder);
      containers.set(id, folder);
      return id;
    },
    folder: ({ container }) => containers.get(container),
    mount: async ({ container, tree, at }) => {
      await fs.access(inside(container, at)); // as the real one, it makes no folder to mount into
      write(inside(container, at), tree.d);
    },
    async fs({ container, operation, args: [path, ...args] }) {
      const decoded = args.map((it: any) =>
        it?.base64 !== undefined ? Buffer.from(it.base64, 'base64') : it,
      );
      if (operation === 'rename') decoded[0] = inside(container, decoded[0]);
      const value = await (fs as any)[operation](
        inside(container, path),
        ...decoded.filter((it: unknown) => it !== null),
      );
      return Buffer.isBuffer(value) ? { base64: value.toString('base64') } : value;
    },
    write({ process, data }) {
      const child = processes.get(process);
      if (!child) return;
      child.emit('typed', data);
      child.stdin.write(data.replaceAll('\r', '\n'));
    },
    resize: () => undefined,
    kill: ({ process }) => void processes.get(process)?.kill('SIGKILL'),
    teardown: ({ container }) => rmSync(inside(container, '..'), { recursive: true, force: true }),
  };

  const start = (
    { container, id, command, args, cwd = '', env = {}, terminal }: any,
    response: ServerResponse,
  ): void => {
    const send = (kind: number, body: Buffer): void => {
      const head = Buffer.alloc(5);
      head[0] = kind;
      head.writeUInt32BE(body.length, 1);
      response.write(Buffer.concat([head, body]));
    };
    // the shell of a container is called jsh; the memory of one is small
    const [file, ...first] =
      command === 'jsh'
        ? ['sh', '-i']
        : command === 'node'
          ? [process.execPath, '--max-old-space-size=256', ...(double.faults.nodeFlags ?? STRIPPED)]
          : [command];
    const child = spawn(file, [...first, ...args], {
      cwd: inside(container, cwd),
      env: { PATH: process.env.PATH, HOME: containers.get(container), ...env },
      detached: true,
    });
    processes.set(id, child);
    child.stdin.on('error', () => {}); // what is typed to a process that has ended is lost
    response.flushHeaders(); // it has begun, whenever it prints something
    // no terminal stands behind it: its echo and its line ends are put on here
    const asTyped = (text: string): string => text.replace(/\r?\n|\r/g, '\r\n');
    if (terminal) child.on('typed', (data: string) => send(1, Buffer.from(asTyped(data))));
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes: Buffer) => {
        send(1, terminal ? Buffer.from(asTyped(String(bytes))) : bytes);
        if (response.writableNeedDrain) {
          stream.pause();
          response.once('drain', () => stream.resume());
        }
      });
    const end = (code: number): void => {
      processes.delete(id);
      send(2, Buffer.from(String(code)));
      response.end();
    };
    child.on('error', ({ message }) => {
      send(1, Buffer.from(`jsh: ${message}\n`));
      end(127);
    });
    child.on('close', (code, signal) =>
      end(code ?? 128 + (signal ? constants.signals[signal] : 0)),
    );
    response.on('close', () => child.kill('SIGKILL')); // the page that wanted it is gone
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url!, 'http://double');
    const { faults } = double;
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    if (pathname === '/headless') {
      double.asked++;
      if (faults.hangs) return;
      if (faults.status) return void response.writeHead(faults.status).end('no');
      if (faults.noCoep || searchParams.get('coep') === 'none')
        response.removeHeader('Cross-Origin-Embedder-Policy');
      if (faults.noCorp) response.removeHeader('Cross-Origin-Resource-Policy');
      response.setHeader('Content-Type', 'text/html');
      return void response.end(
        `<!doctype html><meta charset="utf-8"><script type="application/json" id="faults">${JSON.stringify(faults)}</script><script type="module" src="/host.mjs"></script>`,
      );
    }
    if (pathname === '/host.mjs' || pathname === '/comlink.mjs')
      return void response
        .setHeader('Content-Type', 'text/javascript')
        .end(readFileSync(pathname === '/host.mjs' ? HOST : COMLINK));
    if (request.method !== 'POST') return void response.writeHead(404).end();
    const argument = await json(request);
    if (pathname === '/spawn') return start(argument, response);
    try {
      response.end(JSON.stringify({ value: await answers[pathname.slice(1)]!(argument) }));
    } catch (error) {
      response.end(JSON.stringify({ error: (error as Error).message }));
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');

  const double: Double = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults: {},
    asked: 0,
    async close() {
      for (const child of processes.values()) child.kill('SIGKILL');
      server.closeAllConnections();
      server.close();
      for (const folder of containers.values())
        rmSync(join(folder, '..'), { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return double;
}
