// What a reader takes home: a stage as it is, or what to begin its part with. Given the files of
// code/, it says which files that is. The site and the command line ask the same.
import type { Stage, Stages } from './stage.ts';

export interface Fork {
  /** Also the name of its folder: `part-3-task-loop`, `part-3-task-loop-starter`. */
  name: string;
  stage: string;
  manifest: Stage;
  isStarter: boolean;
}

/** Every stage, and a starter of each that says what there is to build. */
export const forksOf = (stages: Stages): readonly Fork[] =>
  [...stages].flatMap(([stage, manifest]) => [
    { name: stage, stage, manifest, isStarter: false },
    ...(manifest.steps.length > 0
      ? [{ name: `${stage}-starter`, stage, manifest, isStarter: true }]
      : []),
  ]);

export interface Material {
  /** The files of code/, by their names from there on. */
  code: ReadonlyMap<string, string>;
  licence: string;
  /**
   * The number and title of a chapter, as a reader knows it: `2.1, A result that is not there yet`.
   */
  chapter(id: string): string;
}

/** In an editor of VS Code's kind, F5 runs the file that is open, and stops at its break points. */
const LAUNCH = {
  version: '0.2.0',
  configurations: [
    {
      name: 'This program',
      type: 'node',
      request: 'launch',
      program: '${file}',
      skipFiles: ['<node_internals>/**'],
    },
    {
      name: 'The tests in this file',
      type: 'node',
      request: 'launch',
      program: '${workspaceFolder}/node_modules/vitest/vitest.mjs',
      args: ['run', '${relativeFile}', '--testTimeout', '0'],
      console: 'integratedTerminal',
      skipFiles: ['<node_internals>/**', '**/node_modules/**'],
    },
  ],
};

const COMMON: Readonly<Record<string, string>> = {
  '.nvmrc': '24\n',
  '.gitattributes': '* text=auto eol=lf\n',
  '.gitignore': 'node_modules/\n',
  '.editorconfig':
    'root = true\n\n[*]\ncharset = utf-8\nend_of_line = lf\nindent_size = 2\nindent_style = space\ninsert_final_newline = true\nmax_line_length = 88\ntrim_trailing_whitespace = true\n',
  '.vscode/launch.json': `${JSON.stringify(LAUNCH, null, 2)}\n`,
};

/** The files of a fork by their names from its root, sorted. */
export function filesOf(fork: Fork, { code, licence, chapter }: Material): Record<string, string> {
  const own = stageFiles(code, fork.stage);
  const { standsOn } = fork.manifest;
  const files = {
    ...COMMON,
    LICENSE: licence,
    ...(fork.isStarter
      ? starter(fork, own, standsOn ? stageFiles(code, standsOn) : {}, chapter)
      : own),
  };
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * What a reader gets of a stage, at home or in the page, by name from its root: all but what the
 * book knows of it, and the steps in which it is built.
 */
export const stageFiles = (code: Material['code'], stage: string): Record<string, string> =>
  Object.fromEntries(
    [...code]
      .filter(
        ([file]) =>
          file.startsWith(`${stage}/`) &&
          file !== `${stage}/stage.ts` &&
          !file.startsWith(`${stage}/steps/`),
      )
      .map(([file, text]) => [file.slice(stage.length + 1), text]),
  );

function starter(
  fork: Fork,
  own: Record<string, string>,
  before: Record<string, string>,
  chapter: Material['chapter'],
): Record<string, string> {
  const { given = [], index, part, steps } = fork.manifest;
  const pick = (
    from: Record<string, string>,
    is: (file: string) => boolean,
  ): Record<string, string> =>
    Object.fromEntries(Object.entries(from).filter(([file]) => is(file)));
  const judges = new Set(steps.flatMap(({ tests }) => tests));
  const onlyExercises = [...judges].every((file) => file.startsWith('exercises/'));
  const isDraft = (text: string): boolean => text.includes('../src/drafts/');
  const shared = pick(own, (file) => /^(tsconfig\.json|vitest\.config\.ts)$/.test(file));
  const pack = JSON.parse(own['package.json']!) as {
    name: string;
    description: string;
    scripts: Record<string, string>;
    exports?: string;
  };
  pack.name += '-starter';
  pack.description = `What to begin part ${part} of Tasque with: tests that are red.`;
  delete pack.scripts.exercise;
  delete pack.scripts.bench;
  if (onlyExercises) {
    delete pack.scripts.start;
    delete pack.exports;
    return {
      ...shared,
      ...pick(own, (file) => file.startsWith('exercises/') && !file.endsWith('/solution.ts')),
      'vitest.config.ts': own['vitest.exercises.config.ts']!,
      'tsconfig.json': own['tsconfig.json']!.replace(
        /"include": \[[^\]]*\]/,
        '"include": ["exercises"]',
      ),
      'package.json': `${JSON.stringify(pack, null, 2)}\n`,
      'README.md': readme(fork, chapter, false),
    };
  }
  const programs = pick(
    own,
    (file) => file.startsWith('programs/') && file.endsWith('.ts') && !isDraft(own[file]!),
  );
  return {
    ...shared,
    ...pick(
      before,
      (file) => /^src\/(threads\/)?[^/]+\.ts$/.test(file) && Object.hasOwn(own, file),
    ),
    ...pick(own, (file) => given.some((name) => file === `src/${name}`)),
    ...(index && { 'src/index.ts': index }),
    ...pick(own, (file) => file.startsWith('tests/') && !isDraft(own[file]!)),
    ...programs,
    ...pick(own, (file) => Object.hasOwn(programs, file.replace(/out$/, 'ts'))),
    'tsconfig.json': own['tsconfig.json']!.replace(', "exercises"', ''),
    'package.json': `${JSON.stringify(pack, null, 2)}\n`,
    'README.md': readme(fork, chapter, true),
  };
}

function readme(
  { stage, manifest }: Fork,
  chapter: Material['chapter'],
  hasPrograms: boolean,
): string {
  const { part, standsOn, given = [], steps } = manifest;
  const have = hasPrograms
    ? !standsOn
      ? `What is there: ${given.map((name) => `\`src/${name}\``).join(', ')}. They are the machinery below this part, and not its subject. Nothing of\nthe part before is used in this one.`
      : 'What is there is the finished code of the part before. This part builds on some of its files and changes others.'
    : 'What is there: a file for each exercise, its tests, and hints.';
  return `# Part ${part}: a starter

What to begin part ${part} of Tasque with, if you want to build it yourself.

\`\`\`sh
npm install
npm test          # red; green when you are done
npm test -- ${steps[0]!.tests[0]!.split('/')
    .slice(-2)
    .join('/')
    .replace(/^tests\//, '')
    .replace('.test.ts', '')}   # one at a time
npm run check     # the types
\`\`\`

Node 22.18 or newer runs the \`.ts\` files as they are. In VS Code, F5 runs the program or the tests in the open file, as far as your break points.
${have}

## The way

${steps.map(({ file, what, chapter: id, tests }) => `- [ ] \`${file}\`: ${what}.\n  Chapter ${chapter(id)}. Tests: ${tests.map((test) => `\`${test}\``).join(', ')}`).join('\n')}

${hasPrograms ? `\`src/index.ts\` exports what the tests ask for: add to it as you go on. \`programs/\` are small programs, each with what it prints in\na \`.out\` beside it; \`npm start\` runs one of them. ` : ''}The finished version is \`${stage}\`, which can be had where you have this from.
`;
}
