// What to begin a part with: the library as it is before the first step, or after any of them, and the
// steps with their tests.
import { DUE } from '../asyncio/due.ts';
import { ladderOf, type Ladder } from '../steps/ladder.ts';
import type { Fork, Material } from './fork.ts';
import { TAKEN, type Taken } from './way-back.ts';

type Files = Readonly<Record<string, string>>;

const BRINGING = `Some files come with a step, finished. \`npm run step\` puts them into \`src/\` once the steps before are green.
They’re in \`brings/\` in the step’s folder, and a file of yours that has the same name stays.
`;

/** What comes with a step has its types where it comes to. */
const EXCEPT_BRINGS = ',\n  "exclude": ["steps/*/brings"]';

const pick = (from: Files, is: (file: string) => boolean): Record<string, string> =>
  Object.fromEntries(Object.entries(from).filter(([file]) => is(file)));

/** Of a step's folder, what a reader gets: not the answers that its tests are tried on. */
const OF_STEPS = /^steps\/(kit[\w-]*\.ts|[^/]+\/(step\.md|step\.test\.ts|hints\.md))$/;

/**
 * In the order of the steps, and one at a time: the first one that is red is the one to build. A test
 * that hangs is ended by `npm run step` and `npm test`, not here.
 */
const TESTS = `import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The steps in their order. */
class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1));
  }
}

// Only a test that hangs takes a minute, on a slow machine too.
export default defineConfig({
  test: {
    include: ['steps/*/step.test.ts'],
    sequence: { sequencer: InOrder },
    fileParallelism: false,
    setupFiles: ['scripts/begins.ts'],
    testTimeout: 60_000,
    chaiConfig: { truncateThreshold: 0 }, // what was expected is told whole
  },
});
`;

/**
 * The files of a starter, by name from its root.
 * @param whole All files of its stage, by name from there.
 */
export function starterOf(
  fork: Fork,
  whole: Files,
  { atHome, chapter }: Material,
): Record<string, string> {
  const ladder = ladderOf(whole, fork.manifest.given);
  const isDraft = (text: string): boolean => text.includes('../src/drafts/');
  const programs = pick(whole, (file) => /^programs\/.*\.ts$/.test(file) && !isDraft(whole[file]!));
  const pack = JSON.parse(whole['package.json']!) as {
    name: string;
    description: string;
    scripts: Record<string, string>;
    engines: { node: string };
  };
  pack.name += '-starter';
  pack.description = `What to begin part ${fork.manifest.part} of Tasque with: tests that are red.`;
  delete pack.scripts.exercise;
  delete pack.scripts.bench;
  pack.scripts.step = 'node scripts/step.ts';
  pack.scripts.test = 'node scripts/test.ts';
  const brings = Object.fromEntries(
    ladder.steps.flatMap(({ number, folder }) =>
      Object.entries(ladder.broughtBy(number)).map(([file, text]) => [
        `steps/${folder}/brings/${file}`,
        text,
      ]),
    ),
  );
  const isCompared = fork.stage in DUE;
  const isBeyond = fork.manifest.plays?.includes('beyond') ?? false;
  const isWanted = (file: string): boolean =>
    !file.startsWith('asyncio/') || (isCompared && (isBeyond || !/-beyond\.\w+$/.test(file)));
  if (isCompared) pack.scripts.asyncio = `node asyncio/at-home.ts ${fork.stage}`;
  return withLibrary(
    fork.stage,
    {
      ...pick(whole, (file) => OF_STEPS.test(file)),
      ...brings,
      ...pick(atHome, isWanted),
      ...(isCompared && {
        'asyncio/due.json': `${JSON.stringify({ [fork.stage]: DUE[fork.stage] }, null, 2)}\n`,
      }),
      ...programs,
      ...pick(whole, (file) => file.startsWith('props/')),
      ...pick(whole, (file) => Object.hasOwn(programs, file.replace(/out$/, 'ts'))),
      'tsconfig.json': whole['tsconfig.json']!.replace(
        /"include": \[[^\]]*\]/,
        `"include": ["src", "props", "programs", "steps", "scripts"${isCompared ? ', "asyncio"' : ''}, "*.ts"]${Object.keys(brings).length > 0 ? EXCEPT_BRINGS : ''}`,
      ),
      'vitest.config.ts': TESTS,
      'package.json': `${JSON.stringify(pack, null, 2)}\n`,
      'README.md': readme(fork, ladder, chapter, pack.engines.node),
    },
    ladder.filesAt(0),
  );
}

/**
 * A starter with another library in it: a later state, or what its reader has built.
 * @param library By name from `src/`.
 * @param at When a reader took it, so that two takings are told apart.
 * @param done The folders of the steps that are in it.
 */
export const withLibrary = (
  stage: string,
  starter: Files,
  library: Files,
  at?: string,
  done: readonly string[] = [],
): Record<string, string> => ({
  ...pick(starter, (file) => !file.startsWith('src/')),
  ...(starter['README.md'] !== undefined && { 'README.md': ticked(starter['README.md'], done) }),
  ...Object.fromEntries(Object.entries(library).map(([file, text]) => [`src/${file}`, text])),
  [TAKEN]: `${JSON.stringify({ stage, at, library } satisfies Taken, null, 2)}\n`,
});

/** What a starter says of itself where some of its steps are done already. */
function ticked(readme: string, done: readonly string[]): string {
  if (done.length === 0) return readme;
  const all = readme.match(/^- \[ \] /gm)?.length ?? 0;
  return readme
    .replace(/^(# Part \d+): a starter$/m, '$1, as far as it’s built')
    .replace(
      /^This is where you begin if you want to build part (\d+) of Tasque yourself\.$/m,
      `This is part $1 of Tasque, with ${done.length} of its ${all} steps built. They’re ticked below.`,
    )
    .replace(
      'all steps: red now, green when you’re done',
      'all steps: green as far as you’ve built',
    )
    .replace(/^You begin with (.+), and change (\w+) on the way\.$/m, 'It began with $1.')
    .replace(/^- \[ \] `([^`]+)`/gm, (line, folder: string) =>
      done.includes(folder) ? line.replace('[ ]', '[x]') : line,
    );
}

function readme(
  { stage, manifest }: Fork,
  { steps, given, filesAt, begunAt }: Ladder,
  chapter: Material['chapter'],
  node: string,
): string {
  const list = (files: readonly string[]): string => {
    const names = files.map((file) => `\`src/${file}\``);
    return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join();
  };
  const [start, end] = [filesAt(0), filesAt(steps.length)];
  const there = Object.keys(start).filter((file) => file !== 'index.ts');
  const same = Object.keys(given);
  const stay = there.filter((file) => start[file] === end[file] && !(file in given));
  const taken = there.filter((file) => start[file] !== end[file]);
  const first = steps.find(({ tests }) => tests !== undefined)!;
  const untested = steps
    .filter(({ tests }) => tests === undefined)
    .map(({ folder }) => `\`${folder}\``);
  const newIn = (number: number): string => {
    const before = begunAt(number);
    const files = Object.keys(filesAt(number)).filter((file) => !(file in before));
    return files.length > 0 ? `. New in the book’s library: ${list(files)}` : '';
  };
  const comesWith = (brings: readonly string[]): string =>
    brings.length > 0
      ? `. With it ${brings.length > 1 ? 'come' : 'comes'} ${list(brings)}, finished`
      : '';
  const line = (command: string, what: string): string => `${command.padEnd(27)}# ${what}\n`;
  return `# Part ${manifest.part}: a starter

This is where you begin if you want to build part ${manifest.part} of Tasque yourself.

\`\`\`sh
npm install
npm run step               # what to build next; checks again whenever you save
npm test                   # all steps: red now, green when you’re done
${line(`npm test -- ${first.number.toString().padStart(2, '0')}-`, 'one step')}${stage in DUE ? line('npm run asyncio', 'how many of asyncio’s recorded scenarios go the same way') : ''}npm run check              # the types: those of later steps are wrong until you’ve built all
\`\`\`

Node ${node.replace('>=', '')} or newer runs the \`.ts\` files as they are. In VS Code, F5 runs what you choose under *Run and Debug*, the program or the tests in the open file, up to your breakpoints.
\`.devcontainer/\` has what you need to work in a container.

${same.length > 0 ? `${list(same)} ${same.length > 1 ? 'are' : 'is'} there from the start: this is the machinery below the part, not its subject.\n` : ''}${stay.length > 0 ? `${list(stay)} ${stay.length > 1 ? 'are' : 'is'} as you know ${stay.length > 1 ? 'them' : 'it'} from the part before.\n` : ''}${taken.length > 0 ? `You begin with ${list(taken)}, and change ${taken.length > 1 ? 'them' : 'it'} on the way.\n` : ''}
## The way

Each step has a folder in \`steps/\`: \`step.md\` says what to build, \`step.test.ts\` turns green once you have, and \`hints.md\` gives away a little more with each hint.
${untested.length > 0 ? `${untested.join(', ')} make it faster and have no tests of their own: all the others stay green.\n` : ''}${steps.some(({ brings }) => brings.length > 0) ? BRINGING : ''}
${steps.map(({ number, folder, title, chapter: id, brings }) => `- [ ] \`${folder}\`: ${title}. Chapter ${chapter(id)}${comesWith(brings)}${newIn(number)}`).join('\n')}

\`src/index.ts\` exports what the tests ask for: add to it as you go. You decide which of your files has what; the list above names the book’s.

\`programs/\` has small programs, which run once you’ve built the steps that they need; \`npm start\` is one of them. The \`.out\` beside each
is what it prints with the book’s library. No step judges yours by that: error messages, for example, are your own. The finished version is \`${stage}\`, and you can get it where you got this.
\`${TAKEN}\` holds your library as it was when you took it, so the book can merge what you bring back.
`;
}
