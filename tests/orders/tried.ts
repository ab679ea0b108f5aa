// Tries the orders of a program in Node, as the page does in its engine.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { alongName } from '../../src/orders/along.ts';
import { searchJob } from '../../src/orders/job.ts';
import { BOUNDS, Told, type Bounds, type Kind } from '../../src/orders/told.ts';
import { Door } from '../../src/door/door.ts';
import { readText } from '../../src/plain-text.ts';
import { paths } from '../paths.ts';
import { strip, STRIPPED } from '../stripped.ts';

export const STAGES = ['part-3-task-loop', 'part-4-the-world'] as const;

/** What runs along, as `pages/code/orders.json.ts` has it. */
export const along = (): Record<string, string> =>
  Object.fromEntries(
    paths(
      '{src/orders/in-the-run/*,code/part-4-the-world/src/orders/{every-path,pruning,watch}}.ts',
    ).map((path) => [alongName(`/${path}`), readText(path)]),
  );

export const stageFiles = (stage: string): Record<string, string> =>
  Object.fromEntries(
    paths(`code/${stage}/{src,props,programs}/**/*.ts`).map((path) => [
      path.slice(`code/${stage}/`.length),
      readText(path),
    ]),
  );

export interface Answer {
  found: Partial<Record<Kind, Extract<Told, { type: 'found' }>>>;
  end: Extract<Told, { type: 'end' | 'not-tried' }>;
}

/** @param lines What it printed. */
export function answerIn(lines: string): Answer {
  const door = new Door();
  const told = lines
    .split('\n')
    .filter((line) => line.startsWith('{')) // what the program leaves to the host comes after it
    .map((line) => door.admitJson(Told, line)!);
  const found = told.filter((each) => each?.type === 'found');
  const end = told.at(-1)!;
  if (door.refused > 0 || (end.type !== 'end' && end.type !== 'not-tried'))
    throw new Error(`this is no answer: ${lines}`);
  return { found: Object.fromEntries(found.map((each) => [each.kind, each])), end };
}

let made = 0;

/** @param text The program; by name from `programs/` if it's the book's. */
export function tried(
  stage: (typeof STAGES)[number],
  text: string,
  bounds: Partial<Bounds> = {},
  choices?: readonly number[],
  more: Record<string, string> = {},
): Answer {
  const entry = text.endsWith('.ts') ? `programs/${text}` : 'programs/tried.ts';
  const own = stageFiles(stage);
  const all = { ...own, ...more, ...(text.endsWith('.ts') ? {} : { [entry]: text }) };
  const files = searchJob(all, entry, along(), { ...BOUNDS, ms: 120_000, ...bounds }, choices);
  const folder = resolve(`.cache/orders/${process.pid}-${made++}`);
  strip(Object.values(files));
  for (const [file, code] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), code);
  }
  try {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [...STRIPPED, join(folder, 'every-order.ts')],
      { encoding: 'utf8', timeout: 300_000, maxBuffer: 2 ** 28 },
    );
    if (stderr !== '') throw new Error(stderr);
    return answerIn(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
