// npm run fork -- STAGE DIR: takes a stage home. See HELP.
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { readMdx } from '../book/mdx.ts';
import { numberIn, partsOf, partWith } from '../book/parts.ts';
import { readText } from '../plain-text.ts';
import { ladderOnDisk } from '../steps/disk.ts';
import { atHomeOf, filesOf, forksOf } from './fork.ts';
import { stagesOf, type Stage } from './stage.ts';
import { withLibrary } from './starter.ts';

const HELP = `Copies a stage of the book into a folder of its own, with all it needs.

npm run fork -- STAGE DIR             the finished code, its tests, programs and exercises
npm run fork -- --starter STAGE DIR   the start of the stage's part: its tests, all red
  --after 9                           with the book's library after step 9
npm run fork -- --list                the stages
npm run fork -- --help                this

The folder must not exist, or be empty. Then: cd DIR, npm install, npm test.`;

/** What to tell the user of the command. */
class UsageError extends Error {}

const root = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readText(join(root, file));

const manifests = globSync('code/*/stage.ts', { cwd: root }).map(async (file) => {
  const { default: stage } = (await import(pathToFileURL(join(root, file)).href)) as {
    default: Stage;
  };
  return [file.replaceAll('\\', '/'), stage] as const;
});
const stages = stagesOf(Object.fromEntries(await Promise.all(manifests)));
const parts = partsOf(stages);
const stepped = new Set(
  globSync('code/*/steps/', { cwd: root }).map((path) => path.split(/[\\/]/)[1]!),
);

function chapterName(id: string): string {
  const file = `content/${id}.mdx`;
  const { chapter, title } = readMdx(read(file), file).frontMatter;
  return `${numberIn(parts, partWith(parts, id), Number(chapter))}, ${title}`;
}

function write(target: string, files: Record<string, string>): void {
  const isThere = existsSync(target);
  if (isThere && !statSync(target).isDirectory())
    throw new UsageError(`${target} is a file: name a folder`);
  if (isThere && readdirSync(target).length > 0)
    throw new UsageError(`${target} isn’t empty: name a new folder`);
  // a folder that is there stays the same one: a shell may be in it, or a link lead to it
  const draft = join(isThere ? target : dirname(target), `.${basename(target)}-${randomUUID()}`);
  const moved: string[] = [];
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(draft, name)), { recursive: true });
      writeFileSync(join(draft, name), text);
    }
    if (!isThere) return renameSync(draft, target);
    for (const name of readdirSync(draft)) {
      renameSync(join(draft, name), join(target, name));
      moved.push(name);
    }
    rmSync(draft, { recursive: true });
  } catch (error) {
    for (const name of moved) rmSync(join(target, name), { recursive: true, force: true });
    rmSync(draft, { recursive: true, force: true });
    throw new UsageError(`${target} can’t be written: ${(error as Error).message}`);
  }
}

/** As a shell takes it. */
function quoted(path: string): string {
  const isWindows = process.platform === 'win32';
  const plain = path.startsWith('-') ? `./${path}` : path;
  if ((isWindows ? /^[\w.\\/:-]+$/ : /^[\w./:@%+=,-]+$/).test(plain)) return plain;
  return isWindows ? `"${plain}"` : `'${plain.replaceAll("'", "'\\''")}'`;
}

/** @returns The library after a step, by name from `src/`. */
async function stateOf(stage: string, after: string) {
  const { steps, filesAt } = await ladderOnDisk(stage);
  if (!/^\d+$/.test(after) || Number(after) > steps.length)
    throw new UsageError(`--after is the number of a step, from 0 to ${steps.length}`);
  const done = steps.slice(0, Number(after)).map(({ folder }) => folder);
  return { library: filesAt(Number(after)), done };
}

async function main(args: string[]): Promise<void> {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        starter: { type: 'boolean' },
        after: { type: 'string' },
        list: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('\n')[0]} (npm run fork -- --help)`);
  }
  const {
    values: { starter = false, after, list, help },
    positionals: [stage, target, ...more],
  } = parsed;
  if (help) return console.log(HELP);
  if (list) return console.log([...stages.keys()].join('\n'));
  if (after !== undefined && !starter) throw new UsageError('only a --starter takes --after');
  if (stage === undefined || target === undefined || more.length > 0)
    throw new UsageError(
      'say which stage and where to: npm run fork -- STAGE DIR (--list, --help)',
    );
  const fork = forksOf(stages, stepped).find(
    (one) => one.stage === stage && one.isStarter === starter,
  );
  if (!fork)
    throw new UsageError(`there’s no stage ${stage}; there are: ${[...stages.keys()].join(', ')}`);
  const code = new Map(
    globSync('code/*/**/*', {
      cwd: root,
      withFileTypes: true,
      exclude: (entry) => entry.name === 'node_modules',
    })
      .filter(
        (entry) =>
          entry.isFile() &&
          /\.(ts|out|md|json|woven)$/.test(entry.name) &&
          entry.name !== 'package-lock.json',
      )
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .replaceAll('\\', '/'),
      )
      .map((file) => [file.slice('code/'.length), read(file)]),
  );
  const folder = resolve(process.env.INIT_CWD ?? '.', target); // npm runs scripts in the project's root
  const atHome = globSync('src/{fork/at-home,asyncio}/*', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .map((file) => [file, read(file)]);
  const files = filesOf(fork, {
    code,
    licence: read('LICENSE'),
    atHome: atHomeOf(Object.fromEntries(atHome)),
    chapter: chapterName,
  });
  if (starter && after) {
    const { library, done } = await stateOf(stage, after);
    write(folder, withLibrary(stage, files, library, undefined, done));
  } else write(folder, files);
  console.log(
    `${fork.name} is in ${folder}. Now:\n  cd ${quoted(target)}\n  npm install\n  npm test`,
  );
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
