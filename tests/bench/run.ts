// `npm run bench`: prints how fast part 3's loop is beside what else there is, as ratios of one
// run. `--json` gives the data. Each pair runs in fresh processes, in turns within each; what is
// printed are medians over the passes (`--passes N`).
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { groups } from './cases.ts';

const asJson = process.argv.includes('--json');
const passesAt = process.argv.indexOf('--passes');
const passes = passesAt < 0 ? 9 : Number(process.argv[passesAt + 1]);
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

function measure<T>(...args: string[]): T {
  const worker = fileURLToPath(new URL('./worker.ts', import.meta.url));
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--expose-gc', '--max-old-space-size=12000', worker, ...args],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`measuring ${args.join(' ')} failed:\n${stderr}`);
  return JSON.parse(stdout) as T;
}
const say = (line: string): void => void (asJson || console.log(line));
const row = (...cells: (string | number)[]): void => say(`| ${cells.join(' | ')} |`);
const millions = (rate: number): string => (rate / 1e6).toFixed(rate < 1e6 ? 2 : 1);

const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`;
say(
  `${machine}; ${new Date().toISOString().slice(0, 10)}; medians of ${passes} passes, and the least and the most of them\n`,
);

const speeds = [];
row('operation', 'ours, M/s', 'beside', 'M/s', 'ours is', 'from … to', 'wanted');
row('---', '--:', '---', '--:', '--:', '--:', '--:');
for (const { name, rivals, wanted } of groups)
  for (const rival of Object.keys(rivals)) {
    const runs = Array.from({ length: passes }, () =>
      measure<{ ours: number; rival: number }>('pair', name, rival),
    );
    const ours = median(runs.map((run) => run.ours));
    const theirs = median(runs.map((run) => run.rival));
    const ratios = runs.map((run) => run.ours / run.rival);
    const ratio = median(ratios);
    const spread = [Math.min(...ratios), Math.max(...ratios)];
    speeds.push({ operation: name, rival, ours, theirs, ratio, spread, wanted: wanted[rival] });
    row(
      name,
      millions(ours),
      rival,
      millions(theirs),
      `${ratio.toFixed(2)} ×`,
      spread.map((one) => one.toFixed(2)).join(' … '),
      wanted[rival] ? `${wanted[rival]} ×` : '',
    );
  }

say('\nCost of one callback while so many wait, in ns:\n');
const depths = [];
row('waiting', 'TaskLoop', 'ReadyQueue alone', 'denque', 'Array.shift');
row('--:', '--:', '--:', '--:', '--:');
for (const depth of [1e3, 1e4, 1e5, 1e6, 1e7]) {
  const ns = (...args: string[]): number =>
    median(Array.from({ length: Math.min(3, passes) }, () => measure<number>(...args)));
  const cost = {
    depth,
    loop: ns('loop-depth', String(depth)),
    ring: ns('depth', 'ReadyQueue', String(depth)),
    denque: ns('depth', 'denque', String(depth)),
    shift: ns('depth', 'Array.shift', String(depth)),
  };
  depths.push(cost);
  row(
    depth.toLocaleString('en'),
    ...[cost.loop, cost.ring, cost.denque, cost.shift].map((value) => value.toFixed(0)),
  );
}

const memory =
  measure<Record<'handle' | 'future' | 'task' | 'promise' | 'asyncCall', number>>('memory');
say('\nBytes of heap for one:\n');
row('handle', 'future', 'suspended task', 'promise', 'suspended async call');
row('--:', '--:', '--:', '--:', '--:');
row(
  ...[memory.handle, memory.future, memory.task, memory.promise, memory.asyncCall].map((value) =>
    value.toFixed(0),
  ),
);

const idle = median(Array.from({ length: 3 }, () => measure<number>('idle')));
say(`\nA loop that waits takes ${idle.toFixed(2)} % of one core.`);
if (asJson) console.log(JSON.stringify({ machine, passes, speeds, depths, memory, idle }, null, 2));
