// `npm run bench:world`: part 4's library beside asyncio and Node, the same work on each side, as
// ratios of one run. `npm run bench:world -- http memory` runs these tables alone; `--seconds N` says
// how long each load lasts, `--passes N` how often the sides take turns.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { connections, load, slowReader, type Load } from './world/clients.ts';

const { values: options, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '5' },
    passes: { type: 'string', default: '3' },
  },
});
const SECONDS = Number(options.seconds);
const PASSES = Number(options.passes);
const PYTHON = process.env.PYTHON ?? 'python3';

const file = (name: string): string => fileURLToPath(new URL(`./world/${name}`, import.meta.url));
const commandOf = (side: string, ...args: string[]): [string, string[]] =>
  side.startsWith('asyncio')
    ? [PYTHON, [file('asyncio_side.py'), ...args]]
    : [process.execPath, [file('servers.ts'), ...args, side]];
const row = (...cells: (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);
const whole = (value: number): string => Math.round(value).toLocaleString('en');
const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

const python = spawnSync(PYTHON, ['--version'], { encoding: 'utf8' }).stdout?.trim();
if (!python) throw new Error(`There is no ${PYTHON}: install Python 3.11 or newer, or set PYTHON.`);
console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}, ${python}; ${new Date().toISOString().slice(0, 10)}\n`,
);

/** Has a server of its own process do something. */
async function withServer<T>(
  kind: string,
  side: string,
  use: (port: number, process: ChildProcess) => Promise<T>,
): Promise<T> {
  const [command, args] = commandOf(side, kind);
  const server = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const port = await new Promise<number>((resolve, reject) => {
      server.stdout.once('data', (line) =>
        resolve((JSON.parse(String(line)) as { port: number }).port),
      );
      server.once('exit', () => reject(new Error(`the server of ${side} ended`)));
    });
    return await use(port, server);
  } finally {
    server.kill();
  }
}

const rateOf = (side: string, what: string, n: number): number => {
  const [command, args] =
    side === 'asyncio'
      ? commandOf(side, what, String(n))
      : ([process.execPath, [file('ours.ts'), what, String(n)]] as const);
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as number;
};

function withoutSockets(): void {
  row('without sockets', 'ours, a second', 'asyncio, a second', 'ours is', 'from … to', 'wanted');
  row('---', '--:', '--:', '--:', '--:', '--:');
  for (const [name, what, n] of [
    ['100,000 timers set and fired', 'timers', 100_000],
    ['a group of 10,000 tasks', 'group', 10_000],
  ] as const) {
    const passes = Array.from(
      { length: PASSES },
      () => [rateOf('ours', what, n), rateOf('asyncio', what, n)] as const,
    );
    const ratios = passes.map(([ours, theirs]) => ours / theirs);
    row(
      name,
      whole(median(passes.map(([ours]) => ours))),
      whole(median(passes.map(([, theirs]) => theirs))),
      times(median(ratios)),
      `${Math.min(...ratios).toFixed(2)} … ${Math.max(...ratios).toFixed(2)}`,
      '3 ×',
    );
  }
  // asyncio has nothing like it
  row(
    '10,000 schedules of four tasks',
    whole(rateOf('ours', 'schedules', 10_000)),
    '',
    '',
    '',
    '3,334 a second',
  );
}

/** Processor time of a process so far, in microseconds. Only where Linux tells. */
function cpuOf({ pid }: ChildProcess): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return NaN;
  const fields = readFileSync(file, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 1e4; // Linux counts in hundredths of a second
}

/** @throws if an answer is none. */
async function checkHttp(port: number): Promise<void> {
  const url = `http://127.0.0.1:${port}/`;
  const { non2xx, errors } = await autocannon({ url, connections: 10, duration: 1 });
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} answers of ${url} are none`);
}

/** The sides of a kind of server, and how many times each of the others our programs want to be. */
interface Kind {
  message: (port: number) => string;
  check?: (port: number) => Promise<void>;
  sides: Record<string, { wanted?: Record<string, number> }>;
}

const KINDS: Record<'echo' | 'http', Kind> = {
  echo: {
    message: () => 'x'.repeat(64),
    sides: { ours: { wanted: { asyncio: 1.5, 'node:net': 0.75 } }, asyncio: {}, 'node:net': {} },
  },
  http: {
    message: (port) =>
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: keep-alive\r\n\r\n`,
    check: checkHttp,
    sides: {
      'ours, serveHttp': { wanted: { 'node:http': 1.3, 'asyncio, bare': 1.5 } },
      'node:http': {},
      'ours, bare': { wanted: { 'asyncio, bare': 1.5 } },
      'asyncio, bare': {},
    },
  },
};

async function servers(kind: 'echo' | 'http'): Promise<void> {
  const { message, check, sides } = KINDS[kind];
  const names = Object.keys(sides);
  const ours = names.filter((name) => sides[name]!.wanted);
  const ratios = ours.map((name) => `${name} is`);
  row(kind, 'connections', 'a second', 'p50, ms', 'p99, ms', 'µs of CPU each', ...ratios, 'wanted');
  row('---', ...Array.from({ length: 6 + ours.length }, () => '--:'));
  for (const count of [1, 50, 500]) {
    const loads = new Map<string, Load[]>(names.map((name) => [name, []]));
    for (let pass = 0; pass < PASSES; pass++)
      for (const name of names) {
        const one = await withServer(kind, name, async (port, server) => {
          await check?.(port);
          return load(port, message(port), count, SECONDS, () => cpuOf(server));
        });
        loads.get(name)!.push(one);
      }
    const of = (name: string, field: keyof Load): number =>
      median(loads.get(name)!.map((one) => one[field]));
    for (const name of names) {
      const wanted = ours.flatMap((own) => sides[own]!.wanted![name] ?? []);
      row(
        name,
        count,
        whole(of(name, 'rate')),
        of(name, 'p50').toFixed(2),
        of(name, 'p99').toFixed(2),
        of(name, 'cpu').toFixed(1),
        ...ours.map((own) => {
          if (sides[name]!.wanted || (own !== ours[0] && !sides[own]!.wanted![name])) return '';
          const theirs = loads.get(name)!;
          return times(median(loads.get(own)!.map(({ rate }, n) => rate / theirs[n]!.rate)));
        }),
        count === 50 ? wanted.slice(0, 1).map(times).join('') : '',
      );
    }
  }
}

/** Resident memory of a process, in bytes. Only where Linux tells. */
const residentOf = ({ pid }: ChildProcess): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;

async function memory(): Promise<void> {
  if (!existsSync('/proc/self/status')) return;
  row('memory', 'KB a connection', '1 GB through a slow reader: growth, MB', 'wanted');
  row('---', '--:', '--:', '--:');
  for (const side of ['ours', 'asyncio', 'node:net']) {
    const connection = await withServer('echo', side, async (port, server) => {
      const before = residentOf(server);
      const sockets = await connections(port, 2000);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const growth = residentOf(server) - before;
      for (const socket of sockets) socket.destroy();
      return growth / 2000;
    });
    const growth = await withServer('echo', side, async (port, server) => {
      await slowReader(port, 2 ** 26);
      const before = residentOf(server);
      let most = before;
      const timer = setInterval(() => (most = Math.max(most, residentOf(server))), 50);
      await slowReader(port, 2 ** 30);
      clearInterval(timer);
      return most - before;
    });
    row(
      side,
      (connection / 1024).toFixed(1),
      (growth / 2 ** 20).toFixed(0),
      side === 'ours' ? 'under 64' : '',
    );
  }
}

const TABLES: Record<string, () => unknown> = {
  loop: withoutSockets,
  echo: () => servers('echo'),
  http: () => servers('http'),
  memory,
};

for (const name of asked.length > 0 ? asked : Object.keys(TABLES)) {
  const table = TABLES[name];
  if (!table)
    throw new Error(`There is no table ${name}; there are ${Object.keys(TABLES).join(', ')}.`);
  await table();
  console.log();
}
