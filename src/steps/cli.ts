// npm run state -- STAGE N: a state of the library to edit, and back into the weave. See HELP.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { readText } from '../plain-text.ts';
import { ladderOnDisk, ROOT, stageOnDisk, steppedStages } from './disk.ts';
import { LadderError } from './ladder.ts';
import { changesOf, saved, savedIfClear, type Files } from './saving.ts';
import { WeaveError } from './weave.ts';

const HELP = `Shows a stage's library after one of its steps, and takes back what you change there.

npm run state -- STAGE N          writes state N into a folder: edit it there
npm run state -- STAGE N --save   brings your changes there back into the weave
npm run state -- STAGE --save     brings changes of the stage's src/ back, which is the last state
npm run state -- STAGE --check    proves all states and their tests
npm run state -- --help           this

If other states have a line that you changed, say what becomes of those:
  --everywhere   change it in all of them
  --from-here    leave the states before N as they are
After a --save, look at the difference with git, and run --check.`;

/** What to tell the user of the command. */
class UsageError extends Error {}

/** Says which state is in a folder, and what it was when it was written there. */
const NOTE = '.state.json';

const hashOf = (files: Files): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(files).sort()))
    .digest('hex');

function filesIn(folder: string): Files {
  const names = globSync('**/*.ts', { cwd: folder }).map((name) => name.replaceAll('\\', '/'));
  return Object.fromEntries(names.map((name) => [name, readText(join(folder, name))]));
}

/** All or nothing: what can fail is done beside the files before one of them is touched. */
function writeAll(files: Readonly<Record<string, string | undefined>>): void {
  const drafts: [draft: string, file: string][] = [];
  try {
    for (const [file, text] of Object.entries(files)) {
      if (text === undefined) continue;
      mkdirSync(dirname(file), { recursive: true });
      const draft = `${file}.${process.pid}.draft`;
      drafts.push([draft, file]);
      writeFileSync(draft, text);
    }
  } catch (error) {
    for (const [draft] of drafts) rmSync(draft, { force: true });
    throw new UsageError(`nothing was saved: ${(error as Error).message}`);
  }
  for (const [draft, file] of drafts) renameSync(draft, file);
  for (const [file, text] of Object.entries(files)) if (text === undefined) rmSync(file);
}

const here = (path: string): string => relative(process.env.INIT_CWD ?? '.', path) || '.';

function write(stage: string, folder: string, state: Files, n: number, last: number): void {
  const note = join(folder, NOTE);
  if (existsSync(folder)) {
    const isUnchanged =
      existsSync(note) &&
      (JSON.parse(readText(note)) as { hash: string }).hash ===
        hashOf(filesIn(join(folder, 'src')));
    if (!isUnchanged)
      throw new UsageError(
        `${here(folder)} has changes that were not saved: add --save, or delete the folder`,
      );
    rmSync(folder, { recursive: true });
  }
  const config = relative(folder, join(ROOT, 'code', stage, 'tsconfig.json'));
  writeAll({
    ...Object.fromEntries(
      Object.entries(state).map(([name, text]) => [join(folder, 'src', name), text]),
    ),
    [join(folder, 'tsconfig.json')]:
      `${JSON.stringify({ extends: config.replaceAll('\\', '/'), include: ['src'] })}\n`,
    [note]: `${JSON.stringify({ state: n, hash: hashOf(state) })}\n`,
  });
  console.log(`State ${n} of ${last} is in ${here(folder)}. Edit src/ there, then add --save.`);
}

interface Asked {
  stage: string;
  /** `undefined`: the stage's own `src/`. */
  n: number | undefined;
  mode: 'everywhere' | 'from-here' | undefined;
  folder: string;
}

async function save({ stage, n, mode, folder }: Asked): Promise<void> {
  const onDisk = stageOnDisk(stage);
  const ladder = await ladderOnDisk(stage, onDisk);
  const last = ladder.steps.length;
  const own: Files = Object.fromEntries(
    Object.entries(onDisk).flatMap(([file, text]) =>
      file.startsWith('src/') ? [[file.slice('src/'.length), text]] : [],
    ),
  );
  const isOwn = n === undefined;
  if (!isOwn) {
    const note = join(folder, NOTE);
    if (!existsSync(note))
      throw new UsageError(`state ${n} is in no folder yet: npm run state -- ${stage} ${n}`);
    if ((JSON.parse(readText(note)) as { hash: string }).hash !== hashOf(ladder.filesAt(n)))
      throw new UsageError(
        `state ${n} has changed since it was written to ${here(folder)}: keep your change elsewhere, delete the folder, and begin anew`,
      );
    if (hashOf(own) !== hashOf(ladder.filesAt(last)))
      throw new UsageError(
        `src/ has changes that are not in the weave: save them first, npm run state -- ${stage} --save`,
      );
  }
  const edited = isOwn ? own : filesIn(join(folder, 'src'));
  const after = mode
    ? saved(ladder, edited, n ?? last, mode)
    : savedIfClear(ladder, edited, n ?? last);
  const changes = changesOf(ladder, after);
  if (changes.length === 0) return console.log('Nothing has changed.');
  const root = join(ROOT, 'code', stage);
  const lastFiles = after.filesAt(last);
  writeAll({
    ...Object.fromEntries(
      changes.map(({ file }) => [join(root, `steps/woven/${file}.woven`), after.woven[file]]),
    ),
    ...Object.fromEntries(
      changes
        .filter(({ file }) => lastFiles[file] !== own[file])
        .map(({ file }) => [join(root, 'src', file), lastFiles[file]]),
    ),
    ...(!isOwn && {
      [join(folder, NOTE)]: `${JSON.stringify({ state: n, hash: hashOf(after.filesAt(n)) })}\n`,
    }),
  });
  for (const { file, states } of changes) console.log(`${file}: changed in state ${states}`);
  console.log(`Now look at it with git, and prove it: npm run state -- ${stage} --check`);
}

function check(stage: string): void {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--project', 'steps', '-t', stage],
    { cwd: ROOT, stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
}

async function main(args: string[]): Promise<void> {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        save: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
        everywhere: { type: 'boolean', default: false },
        'from-here': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('\n')[0]} (npm run state -- --help)`);
  }
  const {
    values,
    positionals: [stage, number, ...more],
  } = parsed;
  if (values.help) return console.log(HELP);
  if (stage === undefined || more.length > 0)
    throw new UsageError('say which stage, and which state: npm run state -- STAGE N (--help)');
  const stages = steppedStages();
  if (!stages.includes(stage))
    throw new UsageError(`no steps of ${stage}: there are those of ${stages.join(', ')}`);
  const { everywhere, 'from-here': fromHere } = values;
  if (everywhere && fromHere) throw new UsageError('say --everywhere or --from-here, not both');
  if ((everywhere || fromHere) && !values.save)
    throw new UsageError('--everywhere and --from-here go with --save');
  if (values.check && (values.save || number !== undefined))
    throw new UsageError('--check goes alone: it proves all states');
  if (values.check) return check(stage);
  const ladder = await ladderOnDisk(stage);
  const last = ladder.steps.length;
  const n = number === undefined ? undefined : Number(number);
  if (n === undefined ? !values.save : !Number.isInteger(n) || n < 0 || n > last)
    throw new UsageError(`say which state: 0 to ${last}, not ${number ?? 'none'}`);
  if (n === last)
    throw new UsageError(
      `state ${last} is the last one, which is code/${stage}/src: edit it there, then npm run state -- ${stage} --save`,
    );
  const folder = join(ROOT, '.cache/states', stage, String(n).padStart(2, '0'));
  const mode = everywhere ? 'everywhere' : fromHere ? 'from-here' : undefined;
  if (values.save) return save({ stage, n, mode, folder });
  write(stage, folder, ladder.filesAt(n!), n!, last);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const isForReader = [UsageError, WeaveError, LadderError].some((Kind) => error instanceof Kind);
  if (!isForReader) throw error;
  console.error((error as Error).message);
  process.exitCode = 2;
}
