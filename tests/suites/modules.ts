// `npm run suites -- modules FOLDER`: test262's cases of modules and of import(), run by Node
// and by the engine in the page. FOLDER is a copy of test262, or of its `harness` and of parts of
// its `test/language`. Prints for each folder how many of those that Node passes the page passes,
// and the names of the rest. `ONLY=text` asks those that have the text in their names, `--files` says
// what came instead.
import { execFile } from 'node:child_process';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { load } from 'js-yaml';
import type { TestProject } from 'vitest/node';
import type { Job } from '../../src/runner/contract.ts';
import type { Ran } from '../contract/page.ts';
import serve from '../contract/serve.ts';
import { launch } from '../browser.ts';

/** What a case says of itself, as far as it matters here. */
interface Front {
  flags?: string[];
  includes?: string[];
  negative?: { phase: string; type: string };
}

interface Case extends Front {
  name: string;
  files: Record<string, string>;
}

/** How a run of a case went, in Node or in the page. */
interface Went {
  stdout: string;
  stderr: string;
  exitCode: number | string;
}

const FOLDERS = [
  'module-code',
  'import',
  'export',
  'expressions/dynamic-import',
  'expressions/import.meta',
];
const ENTRY = 'entry.js';
const MS = 10_000;

/** Its own file, what it names of the files beside it, and what is always loaded. */
function caseOf(folder: string, file: string): Case | undefined {
  const source = readFileSync(join(folder, file), 'utf8');
  const front = load(/\/\*---([^]*?)---\*\//.exec(source)?.[1] ?? '') as Front;
  const flags = new Set(front.flags);
  if (flags.has('raw') || flags.has('noStrict')) return undefined; // these are no modules
  const files: Record<string, string> = {};
  const take = (name: string): void => {
    const from = join(folder, dirname(file), name);
    if (name in files || !existsSync(from)) return;
    files[name] = readFileSync(from, 'utf8');
    for (const [, other] of files[name].matchAll(/['"`]\.\/([^'"`\s]+\.\w+)/g)) take(other!);
  };
  take(basename(file));
  const harness = ['assert.js', 'sta.js', 'doneprintHandle.js', ...(front.includes ?? [])]
    .map((name) => readFileSync(join(folder, 'harness', name), 'utf8'))
    .join('\n');
  files['harness.js'] = `globalThis.print = console.log;\n(0, eval)(${JSON.stringify(harness)});`;
  files[ENTRY] = `import './harness.js';\nimport './${basename(file)}';\n`;
  return { ...front, name: file.replace('test/language/', ''), files };
}

function passes({ flags, negative }: Case, { stdout, stderr, exitCode }: Went): boolean {
  if (negative)
    return exitCode === 1 && new RegExp(`^(?:Uncaught )?${negative.type}\\b`, 'm').test(stderr);
  return (
    exitCode === 0 && (!flags?.includes('async') || /^Test262:AsyncTestComplete$/m.test(stdout))
  );
}

async function inNode({ files }: Case): Promise<Went> {
  const folder = mkdtempSync(join(tmpdir(), 'test262-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    for (const [name, source] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), source);
    }
    return await new Promise((resolve) => {
      // a process for each: some make V8 end its own
      const options = { cwd: folder, timeout: MS };
      const child = execFile(process.execPath, [ENTRY], options, (_, stdout, stderr) =>
        resolve({ stdout, stderr, exitCode: child.exitCode ?? 'killed' }),
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const textOf = ({ events }: Ran, stream: 'stdout' | 'stderr'): string =>
  events
    .map((event) => (event.type === 'output' && event.stream === stream ? event.text : ''))
    .join('');

async function each<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = all.values();
  const worker = async (): Promise<void> => {
    for (const one of left) await work(one);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

export async function judge(folder: string, isNaming: boolean): Promise<void> {
  const only = process.env.ONLY ?? '';
  const cases = globSync(`test/language/{${FOLDERS}}/**/*.js`, { cwd: folder })
    .filter((file) => !file.includes('_FIXTURE') && file.includes(only))
    .sort()
    .flatMap((file) => caseOf(folder, file) ?? []);
  const asked: Case[] = [];
  await each(cases, async (one) => {
    if (passes(one, await inNode(one))) asked.push(one);
  });

  let at = '';
  const close = await serve({
    provide: (_: string, url: string) => (at = url),
  } as unknown as TestProject);
  const browser = await launch();
  const failed = new Map<Case, Went>();
  try {
    const page = await browser.newPage();
    await page.goto(`${at}/?engine=page`);
    await page.waitForFunction(() => 'runJob' in window);
    await each(asked, async (one) => {
      const job: Job = { files: one.files, entry: ENTRY, limits: { ms: MS } };
      const ran = await page.evaluate((job) => window.runJob(job), job);
      const went = {
        stdout: textOf(ran, 'stdout'),
        stderr: textOf(ran, 'stderr'),
        exitCode: ran.outcome.type === 'done' ? ran.outcome.exitCode : ran.outcome.type,
      };
      if (!passes(one, went)) failed.set(one, went);
    });
  } finally {
    await browser.close();
    close();
  }

  const tally = new Map<string, { of: number; failed: string[] }>();
  for (const one of asked) {
    const kind = dirname(one.name).split('/').slice(0, 3).join('/');
    const count = tally.get(kind) ?? { of: 0, failed: [] };
    tally.set(kind, count);
    count.of++;
    const went = failed.get(one);
    if (!went) continue;
    count.failed.push(basename(one.name));
    if (isNaming) console.log(one.name, one.negative ?? '', went);
  }
  for (const [kind, { of, failed }] of [...tally].sort())
    console.log(
      `${of - failed.length} of ${of}  ${kind}${failed.map((name) => `\n    ${name}`).join('')}`,
    );
  const agreed = asked.length - failed.size;
  console.log(
    `${agreed} of ${asked.length} (${((100 * agreed) / asked.length).toFixed(1)} %) that Node passes; it passes ${asked.length} of ${cases.length}`,
  );
}
