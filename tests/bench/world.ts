// `npm run bench:world`: part 4's library beside asyncio and Node, the same work on each side, as
// ratios of one run. `--seconds N` says how long each load lasts.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { connections, echoLoad, slowReader, type Load } from './world/clients.ts';

const secondsAt = process.argv.indexOf('--seconds');
const SECONDS = secondsAt < 0 ? 5 : Number(process.argv[secondsAt + 1]);
const PYTHON = process.env.PYTHON ?? 'python3';

const file = (name: string): string => fileURLToPath(new URL(`./world/${name}`, import.meta.url));
const commandOf = (side: string, ...args: string[]): [string, string[]] =>
  side === 'asyncio'
    ? [PYTHON, [file('asyncio_side.py'), ...args]]
    : [process.execPath, [file('servers.ts'), ...args, side]];
const row = (...cells: (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);
const whole = (value: number): string => Math.round(value).toLocaleString('en');
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

row('without sockets', 'ours, a second', 'asyncio, a second', 'ours is', 'wanted');
row('---', '--:', '--:', '--:', '--:');
for (const [name, what, n] of [
  ['100,000 timers set and fired', 'timers', 100_000],
  ['a group of 10,000 tasks', 'group', 10_000],
] as const) {
  const [ours, theirs] = [rateOf('ours', what, n), rateOf('asyncio', what, n)];
  row(name, whole(ours), whole(theirs), `${(ours / theirs).toFixed(2)} ×`, '3 ×');
}

// asyncio has nothing like it
row(
  '10,000 schedules of four tasks',
  whole(rateOf('ours', 'schedules', 10_000)),
  '',
  '',
  '3,334 a second',
);

const httpLoad = async (port: number, count: number): Promise<Load> => {
  const url = `http://127.0.0.1:${port}/`;
  await autocannon({ url, connections: count, duration: 1 }); // until it is warm
  const { requests, latency } = await autocannon({ url, connections: count, duration: SECONDS });
  return { rate: requests.average, p50: latency.p50, p99: latency.p99 };
};

const KINDS = {
  echo: {
    sides: ['ours', 'asyncio', 'node:net'],
    load: (port: number, count: number) => echoLoad(port, count, SECONDS),
    wanted: { asyncio: 1.5, 'node:net': 0.75 } as Record<string, number>,
  },
  http: {
    sides: ['ours', 'asyncio', 'node:http'],
    load: httpLoad,
    wanted: { asyncio: 1.5, 'node:http': 1.3 } as Record<string, number>,
  },
};

for (const [kind, { sides, load, wanted }] of Object.entries(KINDS)) {
  console.log();
  row(kind, 'connections', 'requests a second', 'p50, ms', 'p99, ms', 'ours is', 'wanted');
  row('---', '--:', '--:', '--:', '--:', '--:', '--:');
  for (const count of [1, 50, 500]) {
    const loads = new Map<string, Load[]>(sides.map((side) => [side, []]));
    for (let pass = 0; pass < 3; pass++)
      for (const side of sides)
        loads.get(side)!.push(await withServer(kind, side, (port) => load(port, count)));
    const rate = (side: string): number => median(loads.get(side)!.map((one) => one.rate));
    for (const side of sides) {
      const all = loads.get(side)!;
      row(
        side,
        count,
        whole(rate(side)),
        median(all.map(({ p50 }) => p50)).toFixed(2),
        median(all.map(({ p99 }) => p99)).toFixed(2),
        side === 'ours' ? '' : `${(rate('ours') / rate(side)).toFixed(2)} ×`,
        count === 50 && wanted[side] ? `${wanted[side]} ×` : '',
      );
    }
  }
}

/** Resident memory of a process, in bytes. Only where Linux tells. */
const residentOf = ({ pid }: ChildProcess): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;

if (existsSync('/proc/self/status')) {
  console.log();
  row('memory', 'KB a connection', '1 GB through a slow reader: growth, MB');
  row('---', '--:', '--:');
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
    row(side, (connection / 1024).toFixed(1), (growth / 2 ** 20).toFixed(0));
  }
}
